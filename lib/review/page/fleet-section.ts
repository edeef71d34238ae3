import { count } from '../../model/words';
import { number } from '../../plan/words/closing-line';
import type { EnvironmentReview } from '../environment-review';
import { rankOf, type ReviewClass } from '../note';
import { placesOf } from '../subjects';
import type { ClusterGroup, Topology } from '../topology/topology';
import type { DrawnObject, DrawnUnit } from '../topology/drawn-objects';
import type { Link } from '../topology/links';
import { markup, type Html } from './html';
import { picture, type Named } from './picture';

/** The gravest class of a unit, by `cluster/unit`, and of an object, by `cluster/unit object`. */
type Words = ReadonlyMap<string, ReviewClass>;

/** The fleet as a picture, and a picture of each unit below it. */
export async function fleetSection(review: EnvironmentReview, topology: Topology, id: string): Promise<Html> {
  const { groups, left, links } = topology;
  if (groups.length === 0) return markup`<p>Nothing of ${review.name} is left.</p>`;
  const words = wordsOf(review);
  const ids = new Map(
    groups.flatMap((group, at) => group.units.map((unit, index) => [unit, `${id}-g${at}-u${index}`] as const)),
  );
  const boxes = groups.map((group, at): Named => ({
    id: `g${at}`,
    name: nameOf(group),
    note: group.clusters.length > 1 ? `equal but for their own facts; shown as ${group.clusters[0] ?? ''}` : '',
    boxes: group.units.map((unit) => unitBox(unit, group, ids.get(unit) ?? '', words)),
  }));
  const overview = await picture(`The fleet of ${review.name}`, boxes, unitArrows(links, ids, groups));
  const zooms: Html[] = [];
  for (const group of groups)
    for (const unit of group.units) zooms.push(await unitDetails(unit, group, ids.get(unit) ?? '', links, words));
  return markup`<div id="${id}">
    <p class="soft">
      ${count(review.clusters.length, 'cluster')}; those whose trees are equal but for their names, addresses and labels
      are one box. A box links to its unit; an arrow goes from an object to the one that it refers
      to.${left.length > 0 ? ` ${number(left.length)} more clusters, each unlike the others, are left out.` : ''}
    </p>
    <div class="tools" data-tools hidden>
      ${(['in', 'out', 'fit', 'whole'] as const).map((way) => markup`<button type="button" data-zoom="${way}" data-of="${id}">${zoomWords[way]}</button>`)}
      <button type="button" data-open="yes" data-of="${id}">Open all units</button
      ><button type="button" data-open="no" data-of="${id}">Close all units</button>
    </div>
    ${overview} ${zooms}
  </div>`;
}

const zoomWords = { in: 'Zoom in', out: 'Zoom out', fit: 'Fit to width', whole: 'Original size' } as const;

function nameOf({ clusters, isHub }: ClusterGroup): string {
  const [first = '', second] = clusters;
  if (second === undefined) return isHub ? `${first} (hub)` : first;
  return clusters.length === 2 ? `${first}, ${second}` : `${number(clusters.length)} × ${first}, ${second}, …`;
}

function wordsOf({ subjects }: EnvironmentReview): Words {
  const words = new Map<string, ReviewClass>();
  const note = (key: string, word: ReviewClass) => {
    if (rankOf(word) > rankOf(words.get(key) ?? 'none')) words.set(key, word);
  };
  for (const { variants } of subjects)
    for (const variant of variants)
      for (const { folder, unit, object } of placesOf(variant)) {
        note(`${folder}/${unit}`, variant.entry.note.class);
        note(`${folder}/${unit} ${object}`, variant.entry.note.class);
      }
  return words;
}

function unitBox(unit: DrawnUnit, { clusters }: ClusterGroup, id: string, words: Words): Named {
  const word = worst(clusters.map((cluster) => words.get(`${cluster}/${unit.name}`)));
  return {
    id,
    name: unit.name,
    note: objectsIn(unit),
    link: `#${id}`,
    ...(word !== undefined && { word }),
  };
}

function worst(words: readonly (ReviewClass | undefined)[]): ReviewClass | undefined {
  return words.reduce<ReviewClass | undefined>(
    (most, word) => (word !== undefined && rankOf(word) > rankOf(most ?? 'none') ? word : most),
    undefined,
  );
}

/** One arrow for all references from one unit to another. */
function unitArrows(links: readonly Link[], ids: ReadonlyMap<DrawnUnit, string>, groups: readonly ClusterGroup[]) {
  const unitOf = new Map<DrawnObject, DrawnUnit>();
  for (const { units } of groups) for (const unit of units) for (const object of unit.objects) unitOf.set(object, unit);
  const arrows = new Map<string, { id: string; from: string; to: string; bys: Set<string> }>();
  for (const { from, to, by } of links) {
    const [one, other] = [from, to]
      .map((object) => unitOf.get(object))
      .map((unit) => (unit === undefined ? '' : (ids.get(unit) ?? '')));
    if (one === undefined || other === undefined || one === '' || other === '' || one === other) continue;
    const id = `${one}>${other}`;
    const arrow = arrows.get(id) ?? { id, from: one, to: other, bys: new Set<string>() };
    arrow.bys.add(by);
    arrows.set(id, arrow);
  }
  return [...arrows.values()].map(({ bys, ...arrow }) => ({ ...arrow, by: [...bys].join(', ') }));
}

function objectsIn({ objects }: DrawnUnit): string {
  return count(objects.filter(({ made }) => made === undefined).length, 'object');
}

/** More objects cannot be told apart in one picture. */
const mostObjects = 80;

/** One unit: its objects, and the objects of other units that they refer to or that refer to them. */
async function unitDetails(
  unit: DrawnUnit,
  group: ClusterGroup,
  id: string,
  links: readonly Link[],
  words: Words,
): Promise<Html> {
  const own = new Set(unit.objects.slice(0, mostObjects));
  const touching = links.filter(({ from, to }) => own.has(from) || own.has(to));
  const others = [...new Set(touching.flatMap(({ from, to }) => [from, to]))]
    .filter((object) => !own.has(object))
    .slice(0, mostObjects);
  const names = new Map([...own, ...others].map((object, index) => [object, `${id}-o${index}`] as const));
  const box = (object: DrawnObject): Named => {
    const word = worst(group.clusters.map((cluster) => words.get(`${cluster}/${object.unit} ${object.label}`)));
    return {
      id: names.get(object) ?? '',
      name: object.label,
      note: own.has(object) ? (object.made ?? '') : `in ${object.unit} on ${object.cluster}`,
      ...(word !== undefined && own.has(object) && { word }),
    };
  };
  const arrows = touching.flatMap(({ from, to, by }) => {
    const [one, other] = [names.get(from), names.get(to)];
    return one === undefined || other === undefined ? [] : [{ id: `${one}>${other}`, from: one, to: other, by }];
  });
  const title = `${unit.name} on ${nameOf(group)}`;
  const rows = touching.map(
    ({ from, to, by }) =>
      markup`<tr>
        <td>${from.label}</td>
        <td>${by}</td>
        <td>
          ${to.label}${own.has(to) && own.has(from) ? '' : ` (${own.has(to) ? `from ${from.unit}` : `in ${to.unit}`})`}
        </td>
      </tr>`,
  );
  return markup`<details class="unit" id="${id}">
    <summary>${title} <span class="soft">${objectsIn(unit)}</span></summary>
    ${await picture(title, [...own, ...others].map(box), arrows)}
    ${
      rows.length === 0
        ? markup``
        : markup`<table>
            <caption class="soft">
              References
            </caption>
            <thead>
              <tr>
                <th scope="col">object</th>
                <th scope="col">by</th>
                <th scope="col">refers to</th>
              </tr>
            </thead>
            <tbody>
              ${rows}
            </tbody>
          </table>`
    }
  </details>`;
}
