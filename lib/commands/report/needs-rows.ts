import { reason, type NeedLine } from '../../synth/needs';

/** Above this many, needs that differ only in the last word of their name share a line. */
const manyAlike = 8;

/** The needs as rows of a table: what, on which clusters, why. `needs.md` names each of them. */
export function needRows(needs: readonly NeedLine[]): string[][] {
  const groups = new Map<string, NeedLine[]>();
  for (const need of needs) {
    const key = JSON.stringify([kindOf(need), need.clusters, reason(need)]);
    const alike = groups.get(key);
    if (alike === undefined) groups.set(key, [need]);
    else alike.push(need);
  }
  return [...groups.values()].flatMap((alike) => (alike.length > manyAlike ? [together(alike)] : alike.map(row)));
}

function together(alike: readonly NeedLine[]): string[] {
  const [first, second] = alike;
  if (first === undefined || second === undefined) return [];
  const names = `${first.what}, ${second.what.slice(kindOf(second).length + 1)}, … (${alike.length})`;
  return row({ ...first, what: names });
}

function row(need: NeedLine): string[] {
  return [need.what, `on ${shortList(need.clusters)}`, reason(need)];
}

function kindOf({ what }: NeedLine): string {
  return what.slice(0, Math.max(0, what.lastIndexOf(' ')));
}

function shortList(names: readonly string[]): string {
  return names.length <= 3 ? names.join(', ') : `${names.length} clusters: ${names.slice(0, 3).join(', ')}, …`;
}
