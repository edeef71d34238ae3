import type { ApplicationSpecDestination } from '../../../imports/objects/argoproj.io';

type Target = ApplicationSpecDestination;

const ownServer = 'https://kubernetes.default.svc';
const ownName = 'in-cluster';

/** The destinations of an AppProject. A fleet has thousands of both, so an Application is held against those of its namespace only. */
export class Destinations {
  /** Entries whose namespace is a pattern. */
  private readonly open: readonly Target[];
  private readonly byNamespace = new Map<string, Target[]>();
  private readonly refusing: readonly Target[];

  constructor(entries: readonly Target[]) {
    this.open = entries.filter(({ namespace = '' }) => isPattern(namespace));
    this.refusing = entries.filter(({ namespace, name, server }) => [namespace, name, server].some(refuses));
    for (const entry of entries) {
      const { namespace = '' } = entry;
      if (isPattern(namespace)) continue;
      const same = this.byNamespace.get(namespace);
      if (same) same.push(entry);
      else this.byNamespace.set(namespace, [entry]);
    }
  }

  /** As in Argo CD: one entry must match, and no entry with `!` may be violated. */
  permit(target: Target, namespace: string): boolean {
    const refused = this.refusing.some(
      (entry) =>
        isViolated(entry.namespace, namespace) ||
        isViolated(entry.name, target.name) ||
        isViolated(entry.server, target.server),
    );
    if (refused) return false;
    return (
      this.byNamespace.get(namespace)?.some((entry) => isAt(entry, target)) === true ||
      this.open.some((entry) => isAt(entry, target) && matches(entry.namespace ?? '', namespace))
    );
  }
}

/** Whether an entry of a project is for the cluster. A name and an address of other clusters cannot be compared. */
function isAt(entry: Target, target: Target): boolean {
  const isOwn = target.name === ownName || target.server === ownServer;
  const name = isOwn ? ownName : target.name;
  const server = isOwn ? ownServer : target.server;
  if (entry.name !== undefined && name !== undefined) return matches(entry.name, name);
  if (entry.server !== undefined && server !== undefined) return matches(entry.server, server);
  return entry.server === '*' || entry.name === '*' || (entry.server ?? ownServer) !== ownServer;
}

/** A pattern of an AppProject: `*` is any text, `!` at the beginning stands for all that does not match the rest. */
export function matches(pattern: string, value: string, any = '.*'): boolean {
  if (pattern.startsWith('!')) return !matches(pattern.slice(1), value, any);
  if (!pattern.includes('*')) return pattern === value;
  if (pattern === '*') return true;
  const parts = pattern.split(/\*+/).map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  const stars = pattern.match(/\*+/g) ?? [];
  const source = parts.map((part, at) => `${part}${stars[at] === undefined ? '' : stars[at] === '*' ? any : '.*'}`);
  return new RegExp(`^${source.join('')}$`).test(value);
}

/** @param any what one `*` stands for: in the address of a repository no slash */
export function permits(patterns: readonly string[], value: string, any = '.*'): boolean {
  const refused = patterns.some((pattern) => pattern.startsWith('!') && !matches(pattern, value, any));
  return !refused && patterns.some((pattern) => matches(pattern, value, any));
}

function isPattern(text: string): boolean {
  return text.includes('*') || text.startsWith('!');
}

function refuses(pattern: string | undefined): boolean {
  return pattern?.startsWith('!') === true;
}

function isViolated(pattern: string | undefined, value: string | undefined): boolean {
  return refuses(pattern) && value !== undefined && !matches(pattern ?? '', value);
}
