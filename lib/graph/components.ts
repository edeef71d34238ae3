/** A directed graph over the numbers below its length, as lists of successors. */
export type Successors = readonly (readonly number[])[];

/** One node on the way of the search: its own number in the order of discovery, and the lowest that it can reach. */
interface Visit {
  readonly node: number;
  readonly order: number;
  low: number;
  /** The successor to look at next. */
  next: number;
  done: boolean;
}

/**
 * The strongly connected components, each after every component that it leads to (Tarjan's algorithm, without recursion:
 * linear in nodes and edges, safe for long chains).
 */
export function stronglyConnected(successors: Successors): number[][] {
  const visits: (Visit | undefined)[] = successors.map(() => undefined);
  const stack: Visit[] = [];
  const components: number[][] = [];
  let discovered = 0;
  const discover = (node: number): Visit => {
    const visit: Visit = { node, order: discovered, low: discovered, next: 0, done: false };
    discovered += 1;
    visits[node] = visit;
    stack.push(visit);
    return visit;
  };
  for (let root = 0; root < successors.length; root++) {
    if (visits[root]) continue;
    const calls = [discover(root)];
    for (let visit = calls.at(-1); visit; visit = calls.at(-1)) {
      const to = successors[visit.node]?.[visit.next];
      if (to !== undefined) {
        visit.next += 1;
        const known = visits[to];
        if (!known) calls.push(discover(to));
        else if (!known.done) visit.low = Math.min(visit.low, known.order);
        continue;
      }
      calls.pop();
      const caller = calls.at(-1);
      if (caller) caller.low = Math.min(caller.low, visit.low);
      if (visit.low === visit.order) components.push(close(stack, visit));
    }
  }
  return components;
}

/** Takes a finished component off the stack: all that lies above its first node. */
function close(stack: Visit[], first: Visit): number[] {
  const members = stack.splice(stack.lastIndexOf(first));
  for (const member of members) member.done = true;
  return members.map(({ node }) => node);
}

/** A shortest way from a node back to itself inside its component: the nodes passed, the first one again at the end. */
export function cycleThrough(start: number, successors: Successors, inside: ReadonlySet<number>): number[] {
  const from = new Map<number, number>();
  const queue = [start];
  for (const node of queue)
    for (const to of successors[node] ?? []) {
      if (to === start) return [start, ...wayTo(node, start, from), start];
      if (!inside.has(to) || from.has(to)) continue;
      from.set(to, node);
      queue.push(to);
    }
  return [start];
}

/** The nodes after `start` up to `end`. */
function wayTo(end: number, start: number, from: ReadonlyMap<number, number>): number[] {
  const way: number[] = [];
  for (let node: number | undefined = end; node !== undefined && node !== start; node = from.get(node)) way.push(node);
  return way.reverse();
}
