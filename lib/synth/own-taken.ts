import { components } from '../components/catalogue';
import { environmentSchema } from '../environment/environment';
import { noNames } from '../environment/names';
import { findingAt, type Finding } from '../model/finding';
import { componentTaken } from '../plugins/findings';
import type { Brought, KnownScorers } from '../plugins/load-plugins';

/** The same, with a finding for each component or rule of a plug-in whose name is taken. */
export function withoutTaken(known: KnownScorers): KnownScorers {
  if (known.components.length + known.rules.length === 0) return known;
  const blocks = new Set([
    ...Object.keys(environmentSchema(noNames, [], {}).shape),
    ...components.map(({ name }) => name),
  ]);
  const taken = [
    ...twins(known.components, ({ name }) => name).map(({ plugin, place, what: { name } }) =>
      findingAt(componentTaken.fault('plugin', { got: plugin, name }), place),
    ),
    ...twins(known.rules, ({ code }) => code).map(({ plugin, place, what: { code } }) =>
      findingAt(componentTaken.fault('rule', { got: plugin, name: code }), place),
    ),
    ...known.components.flatMap(({ plugin, place, what: { name } }): Finding[] =>
      blocks.has(name) ? [findingAt(componentTaken.fault('block', { got: plugin, name }), place)] : [],
    ),
  ];
  return { ...known, findings: [...known.findings, ...taken] };
}

/** Those with the name of an earlier one. */
function twins<What>(brought: readonly Brought<What>[], nameOf: (what: What) => string): readonly Brought<What>[] {
  const seen = new Set<string>();
  return brought.filter(({ what }) => {
    const name = nameOf(what);
    const isTwin = seen.has(name);
    seen.add(name);
    return isTwin;
  });
}
