import type { ELK, ElkExtendedEdge, ElkNode } from 'elkjs/lib/elk-api';

/** A box of a picture; boxes may hold others. */
export interface Box {
  readonly id: string;
  readonly width?: number;
  readonly height?: number;
  readonly boxes?: readonly Box[];
}

/** An arrow between two boxes, wherever they are. */
export interface Arrow {
  readonly id: string;
  readonly from: string;
  readonly to: string;
}

/** Where a box lies, from the upper left corner of the picture. */
export interface Placed {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly boxes: ReadonlyMap<string, Placed>;
  /** The corners of each arrow. */
  readonly arrows: ReadonlyMap<string, readonly { readonly x: number; readonly y: number }[]>;
}

/** Room above the boxes of a box, for its name. */
export const headline = 34;

const options = {
  'elk.algorithm': 'layered',
  'elk.direction': 'RIGHT',
  'elk.hierarchyHandling': 'INCLUDE_CHILDREN',
  'elk.layered.spacing.nodeNodeBetweenLayers': '56',
  'elk.spacing.nodeNode': '16',
  'elk.spacing.edgeNode': '12',
  'elk.layered.spacing.edgeNodeBetweenLayers': '14',
  'elk.edgeRouting': 'ORTHOGONAL',
  'elk.json.edgeCoords': 'ROOT',
  'elk.randomSeed': '1',
};

let engine: Promise<ELK> | undefined;

/** Lays boxes and arrows out from left to right. The library is loaded by the first call. */
export async function laidOut(boxes: readonly Box[], arrows: readonly Arrow[]): Promise<Layout> {
  engine ??= import('elkjs/lib/elk.bundled.js').then(({ default: Elk }) => new Elk());
  const elk = await engine;
  const graph: ElkNode = {
    id: 'root',
    layoutOptions: options,
    children: boxes.map(toNode),
    edges: arrows.map(({ id, from, to }) => ({ id, sources: [from], targets: [to] })),
  };
  const root = await elk.layout(graph);
  const placed = new Map<string, Placed>();
  place(root, 0, 0, placed);
  return { width: root.width ?? 0, height: root.height ?? 0, boxes: placed, arrows: new Map(cornersIn(root)) };
}

function toNode({ id, width = 0, height = 0, boxes }: Box): ElkNode {
  if (boxes === undefined) return { id, width, height };
  const padding = `[top=${headline + 8},left=14,bottom=14,right=14]`;
  const size = { 'elk.nodeSize.constraints': '[MINIMUM_SIZE]', 'elk.nodeSize.minimum': `(${width},${headline})` };
  return { id, children: boxes.map(toNode), layoutOptions: { ...options, 'elk.padding': padding, ...size } };
}

function place({ children = [] }: ElkNode, x: number, y: number, placed: Map<string, Placed>): void {
  for (const child of children) {
    const [left, top] = [x + (child.x ?? 0), y + (child.y ?? 0)];
    placed.set(child.id, { x: left, y: top, width: child.width ?? 0, height: child.height ?? 0 });
    place(child, left, top, placed);
  }
}

/** The library keeps each arrow in the box around both of its ends; its corners are relative to the picture. */
function* cornersIn({ edges = [], children = [] }: ElkNode): Iterable<[string, { x: number; y: number }[]]> {
  for (const edge of edges) yield [edge.id, cornersOf(edge)];
  for (const child of children) yield* cornersIn(child);
}

function cornersOf({ sections = [] }: ElkExtendedEdge): { x: number; y: number }[] {
  return sections.flatMap(({ startPoint, bendPoints = [], endPoint }) => [startPoint, ...bendPoints, endPoint]);
}
