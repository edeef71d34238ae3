import { compare } from '../../../model/finding';
import { groupLabel, stickyNodes } from '../../eks/node-group';
import { instanceTypeLabel } from '../../../constructs/ocifit/names';
import { modelKeys } from './keys';

/** What was read of a list of nodes, and what was left out. */
export interface ReadNodes {
  /** One entry for each instance type, sorted by it. */
  readonly features: readonly Readonly<Record<string, string>>[];
  /** One sentence for each node that gave nothing, in its order. */
  readonly leftOut: readonly string[];
}

/** The part of a node that is read; in a file that is not a list of nodes an item may be anything. */
type Node = {
  readonly metadata?: { readonly name?: string; readonly labels?: Readonly<Record<string, string>> | null } | null;
} | null;

/**
 * The features of the node types in `kubectl get nodes -o json`: of each type the first node, of each node only what the
 * models read. A node without its type, and one of the sticky group, is not a candidate.
 *
 * @param alsoKeys labels that models of one's own read
 * @throws Error where the text is not a list of nodes
 */
export function featuresOfNodes(text: string, alsoKeys: readonly string[] = []): ReadNodes {
  const keys = [...new Set([...modelKeys, ...alsoKeys])].sort(compare);
  const byType = new Map<string, Readonly<Record<string, string>>>();
  const leftOut: string[] = [];
  for (const node of nodesIn(text)) {
    const { name = '?', labels: given } = node?.metadata ?? {};
    const labels = given ?? {};
    const type = labels[instanceTypeLabel];
    const missing = keys.filter((key) => labels[key] === undefined);
    if (type === undefined) leftOut.push(`${name} has no label ${instanceTypeLabel}`);
    else if (labels[groupLabel] === stickyNodes[groupLabel]) leftOut.push(`${name} is of the sticky group`);
    else if (missing.length > 0) leftOut.push(`${name} (${type}) lacks ${missing.join(', ')}`);
    else if (!byType.has(type)) byType.set(type, Object.fromEntries(keys.map((key) => [key, labels[key] ?? ''])));
  }
  const features = [...byType].sort(([a], [b]) => compare(a, b)).map(([, entry]) => entry);
  return { features, leftOut };
}

function nodesIn(text: string): readonly Node[] {
  const data = parsed(text);
  const items = typeof data === 'object' && data !== null && 'items' in data ? data.items : undefined;
  if (!Array.isArray(items)) throw new Error('got no list of nodes; pipe in the output of kubectl get nodes -o json');
  return items as readonly Node[];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The file as it is committed: one feature on a line, so that a review sees what changed. */
export function featuresFile(features: ReadNodes['features']): string {
  return `${JSON.stringify(features, undefined, 2)}\n`;
}
