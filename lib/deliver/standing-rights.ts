import { fieldsOf, objectsOf } from '../model/json';
import type { Manifest } from '../model/manifest';
import { Permitted } from './permitted';

/** On an object that gives rights: those that nothing in the environment needs any more, a line each. */
export const retainedRights = 'scorewright.dev/retained';

/** A rule of a role, as Kubernetes writes it. */
export interface PolicyRule {
  readonly apiGroups?: readonly string[];
  readonly resources?: readonly string[];
  readonly resourceNames?: readonly string[];
  readonly nonResourceURLs?: readonly string[];
  readonly verbs: readonly string[];
}

/**
 * The rights that the bootstrap file gives as it stands before a run. They stay until a person says that Argo CD has pruned what
 * needed them: what a run finds there is what the hub may still need.
 */
export class StandingRights {
  /**
   * @param bootstrap the objects of the file; none where there is no file yet
   * @param narrow leaves out what the file itself notes as no longer needed
   */
  constructor(
    private readonly bootstrap: readonly Manifest[] = [],
    private readonly narrow = false,
  ) {}

  permittedBy(project: string): Permitted {
    const standing = this.find('AppProject', project);
    if (standing === undefined) return new Permitted();
    const permitted = permittedBy(standing);
    return this.narrow ? permitted.less(new Set(retainedBy(standing))) : permitted;
  }

  /** The rules of a ClusterRole. */
  rulesOf(clusterRole: string): readonly PolicyRule[] {
    const standing = this.find('ClusterRole', clusterRole);
    const rules = objectsOf(standing?.rules) as unknown as readonly PolicyRule[];
    const dropped = new Set(this.narrow && standing ? retainedBy(standing) : []);
    return rules.filter((rule) => !dropped.has(JSON.stringify(rule)));
  }

  private find(kind: string, name: string): Manifest | undefined {
    return this.bootstrap.find((one) => one.kind === kind && one.metadata.name === name);
  }
}

/** What an AppProject permits. */
export function permittedBy({ spec }: Manifest): Permitted {
  const permitted = new Permitted();
  const { destinations, sourceRepos, clusterResourceWhitelist, namespaceResourceWhitelist } = fieldsOf(spec);
  for (const { name, server, namespace } of objectsOf(destinations)) {
    const destination = name === undefined ? { server: textOf(server) } : { name: textOf(name) };
    permitted.addNamespace(destination, textOf(namespace));
  }
  for (const [list, clusterScoped] of [
    [clusterResourceWhitelist, true],
    [namespaceResourceWhitelist, false],
  ] as const)
    for (const { group, kind } of objectsOf(list))
      permitted.addKind({ group: textOf(group), kind: textOf(kind), clusterScoped });
  for (const url of Array.isArray(sourceRepos) ? sourceRepos : []) permitted.addSource(textOf(url));
  return permitted;
}

/** What an object notes as no longer needed. */
export function retainedBy({ metadata }: Manifest): string[] {
  return (metadata.annotations?.[retainedRights] ?? '').split('\n').filter((line) => line !== '');
}

/** Metadata that notes these rights; none where there are none. */
export function retainedNote(lines: readonly string[]): { annotations?: Record<string, string> } {
  return lines.length === 0 ? {} : { annotations: { [retainedRights]: `${lines.join('\n')}\n` } };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
