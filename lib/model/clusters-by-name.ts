/** Names in one expression: cel-go's parser, which OCM's placement controller uses, refuses more than 100,000 characters. */
const namesAtOnce = 1000;

/**
 * CEL expressions of a Placement's predicates by which it chooses just these clusters; one of them must hold, as one of
 * several predicates must. A line for each name, so that one more is one more line of the pull request. Each is one text and
 * not a list, which CEL would make anew for every cluster that it looks at: six times as fast.
 */
export function clustersByName(names: readonly string[]): string[] {
  return Array.from({ length: Math.ceil(names.length / namesAtOnce) }, (_, at) =>
    named(names.slice(at * namesAtOnce, (at + 1) * namesAtOnce)),
  );
}

function named(names: readonly string[]): string {
  return ['"""', ...names, '""".contains("\\n" + managedCluster.metadata.name + "\\n")'].join('\n');
}
