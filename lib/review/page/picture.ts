import { markup, type Html } from './html';
import type { ReviewClass } from '../note';
import { toneOf } from './words';
import { headline, laidOut, type Arrow, type Box, type Layout } from './graph-layout';

/** A box as the picture names it. */
export interface Named {
  readonly id: string;
  readonly name: string;
  /** Shown below the name, in smaller letters. */
  readonly note?: string;
  /** The target of a click or Enter: `#unit-1`. @default - none */
  readonly link?: string;
  /** Its class in the plan. @default - it stays as it is */
  readonly word?: ReviewClass;
  readonly boxes?: readonly Named[];
}

/** The characters of a name that are shown; its title has all of it. */
const longest = 44;
const [letter, smaller, row] = [8, 7, 40];

/** A picture as SVG that needs no script: boxes are links, and every arrow has a title. */
export async function picture(
  title: string,
  boxes: readonly Named[],
  arrows: readonly (Arrow & { readonly by: string })[],
): Promise<Html> {
  const layout = await laidOut(boxes.map(toBox), arrows);
  const [width, height] = [Math.ceil(layout.width) + 2, Math.ceil(layout.height) + 2];
  return markup`<figure class="picture">
    <svg role="group" aria-label="${title}" viewBox="-1 -1 ${width} ${height}" width="${width}" height="${height}">
      ${boxes.map((box) => shape(box, layout))}
      <g class="arrows" aria-hidden="true">${arrows.map(({ id, by }) => line(id, by, layout))}</g>
    </svg>
  </figure>`;
}

function toBox({ id, name, note = '', word, boxes }: Named): Box {
  const below = note.length + (word === undefined ? 0 : word.length + 3);
  const width = Math.max(90, Math.min(longest, name.length) * letter + 24, Math.min(longest, below) * smaller + 24);
  return boxes === undefined || boxes.length === 0
    ? { id, width, height: row }
    : { id, width, boxes: boxes.map(toBox) };
}

function shape(box: Named, layout: Layout): Html {
  const place = layout.boxes.get(box.id);
  if (place === undefined) return markup``;
  const { x, y, width, height } = place;
  const holds = box.boxes !== undefined && box.boxes.length > 0;
  const tone = box.word === undefined ? '' : ` tone-${toneOf(box.word)}`;
  const said = [box.name, box.note, box.word].filter(Boolean).join(', ');
  const drawn = markup`<g class="box${holds ? ' holds' : ''}${tone}"
    ><title>${said}</title>
    <rect x="${x}" y="${y}" width="${width}" height="${height}" rx="6" />
    <text x="${x + 12}" y="${y + (holds ? headline / 2 : 17)}">${short(box.name)}</text>
    <text class="note" x="${x + 12}" y="${y + (holds ? headline / 2 + 15 : 32)}"
      >${short([box.word, box.note].filter(Boolean).join(' · '))}</text
    ></g
  >`;
  const linked = box.link === undefined ? drawn : markup`<a href="${box.link}" aria-label="${said}">${drawn}</a>`;
  return markup`${linked}${(box.boxes ?? []).map((inner) => shape(inner, layout))}`;
}

function line(id: string, by: string, layout: Layout): Html {
  const corners = layout.arrows.get(id) ?? [];
  const last = corners.at(-1);
  const before = corners.at(-2);
  if (last === undefined || before === undefined) return markup``;
  const points = corners.map(({ x, y }) => `${round(x)},${round(y)}`).join(' ');
  return markup`<g><title>${by}</title><polyline points="${points}" /><path d="${head(before, last)}" /></g>`;
}

/** The head of an arrow, drawn by itself: a marker would need an id that is the page's alone. */
function head(from: { x: number; y: number }, to: { x: number; y: number }): string {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const [dx, dy] = [(to.x - from.x) / length, (to.y - from.y) / length];
  const [x, y] = [to.x - dx * 7, to.y - dy * 7];
  return `M${round(to.x)} ${round(to.y)}L${round(x - dy * 3.5)} ${round(y + dx * 3.5)}L${round(x + dy * 3.5)} ${round(y - dx * 3.5)}Z`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function short(text: string): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 1)}…`;
}
