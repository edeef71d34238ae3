import type { EnvironmentSource } from '../environment/environment-source';
import { valueAt } from '../kinds/changed';
import type { Brake } from './brake';

/** An entry of an environment's `consent`. */
export interface Consent {
  readonly what: string;
  readonly on?: string;
  readonly why: string;
  /** `environments/kind.yaml:80:5`. */
  readonly line: string;
}

/** The brakes with the consent that the head's environment gives to each, and the entries that match none. */
export function consentOf(head: EnvironmentSource | undefined, brakes: readonly Brake[]) {
  const entries = head === undefined ? [] : entriesIn(head);
  const used = new Set<Consent>();
  const consented = brakes.map((brake): Brake => {
    const entry = entries.find((one) => covers(one, brake));
    if (entry === undefined) return brake;
    used.add(entry);
    return { ...brake, consent: entry.why };
  });
  return { consented, unused: entries.filter((entry) => !used.has(entry)) };
}

/** `*` in an entry stands for any text; with `on` it holds where that cluster is the only one. */
function covers({ what, on }: Consent, { what: asked, clusters }: Brake): boolean {
  const pattern = what.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return (
    new RegExp(`^${pattern.join('.*')}$`).test(asked) && (on === undefined || clusters.every((name) => name === on))
  );
}

function entriesIn(source: EnvironmentSource): Consent[] {
  const list = valueAt(source.data, 'consent');
  if (!Array.isArray(list)) return [];
  return (list as readonly Partial<Consent>[]).flatMap(({ what, on, why }, index): Consent[] => {
    if (typeof what !== 'string' || typeof why !== 'string') return [];
    const { file, line, column } = source.position(['consent', index]);
    return [{ what, why, ...(typeof on === 'string' && { on }), line: `${file}:${line}:${column}` }];
  });
}
