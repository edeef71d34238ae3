import { count } from '../../model/words';
import { number } from '../../plan/words/closing-line';
import type { EnvironmentReview } from '../environment-review';
import { rankOf } from '../note';
import { itemsOf, labelOf, outliersOf, type Item } from '../words/items';
import { shownEdits, type ShownEdit } from '../words/shown-edits';
import { markup, type Html } from './html';
import { badge, toneOf } from './words';

/** The stops of the change, and the clusters that differ; empty if there are none. */
export function alertSection(review: EnvironmentReview): Html {
  const stops = review.plan.brakes;
  const outliers = outliersOf(review);
  return markup`${
    stops.length === 0
      ? markup``
      : markup`<div class="alert">
          <h3>Needs consent</h3>
          <ul>
            ${stops.map(({ what, why, clusters, consent }) => markup`<li><code>${what}</code> on ${some(clusters)}: ${why}${consent === undefined ? '' : `; consented: ${consent}`}</li>`)}
          </ul>
        </div>`
  }${
    outliers.length === 0
      ? markup``
      : markup`<div class="alert">
          <h3>Clusters that differ from the others</h3>
          <ul>
            ${outliers.map(
              ({ clusters, of, ways }) =>
                markup`<li>
                  <strong>${some(clusters)}</strong> (${number(clusters.length)} of ${number(of)})
                  <ul>
                    ${ways.map(({ subject, deviation: { variant } }) => {
                      const shown = variant ?? subject.variants[0];
                      if (shown === undefined) return markup``;
                      return markup`<li>
                        <code>${labelOf(shown)}</code
                        >${variant === undefined ? ' stays as it is' : markup`${shownEdits(variant).map(editHtml)}`}
                      </li>`;
                    })}
                  </ul>
                </li>`,
            )}
          </ul>
        </div>`
  }`;
}

/** Every entry, the gravest first, with buttons that show those of one class. */
export function changesSection(review: EnvironmentReview, id: string): Html {
  const items = itemsOf(review);
  if (items.length === 0) return markup`<p>Nothing changes.</p>`;
  const words = [...new Set(items.map((item) => item.class))].sort((a, b) => rankOf(b) - rankOf(a));
  return markup`<div class="tools" data-tools hidden role="group" aria-label="Show entries">
      <button type="button" data-show="all" data-of="${id}" aria-pressed="true">all</button>
      ${words.map((word) => markup`<button type="button" data-show="${word}" data-of="${id}" aria-pressed="false">${word}</button>`)}
      <button type="button" data-open="yes" data-of="${id}">Open all</button
      ><button type="button" data-open="no" data-of="${id}">Close all</button>
      <span class="soft" id="${id}-count" aria-live="polite"
        >${items.length === 1 ? '1 entry' : `${items.length} entries`}</span
      >
    </div>
    <div id="${id}">${items.map((item, at) => itemHtml(item, `${id}-${at}`))}</div>`;
}

function itemHtml(item: Item, id: string): Html {
  const { objects, clusters, of, edits, whys, fixes, line, deviating } = item;
  const grave = toneOf(item.class) === 'grave';
  const title = objects.length === 1 ? (objects[0] ?? '') : `${objects.length} objects, such as ${objects[0] ?? ''}`;
  const where = of > 1 ? `${number(clusters.length)} of ${count(of, 'cluster')}` : clusters.join('');
  return markup`<details class="entry" id="${id}" data-word="${item.class}" ${grave ? markup` open` : markup``}>
    <summary>
      ${badge(item.class)} <code>${title}</code> <span class="soft">${where}${line === null ? '' : ` ← ${line}`}</span>
    </summary>
    ${objects.length > 1 ? markup`<p class="mono">${objects.join(', ')}</p>` : markup``}
    ${whys.length > 0 ? markup`<p>${whys.join('; ')}</p>` : markup``}${fixes.length > 0 ? markup`<p><strong>Fix:</strong> ${fixes.join(' ')}</p>` : markup``}
    ${edits.map(editHtml)}
    ${deviating.length > 0 ? markup`<p><strong>Differs on</strong> ${deviating.join(', ')}</p>` : markup``}
    ${of > 1 ? markup`<p class="soft">On ${clusters.join(', ')}</p>` : markup``}
  </details>`;
}

/** Longer values are shortened: the tree has all of them. */
const longest = 4_000;

function editHtml({ field, what, old, new: now, lines }: ShownEdit): Html {
  const name = markup`<code>${field === '' ? 'all of it' : field}</code>`;
  if (field === '' && lines === undefined)
    return markup`<p>${what === 'added' ? 'New' : 'Gone'}: the tree has all of it.</p>`;
  if (what === 'order') return markup`<p>${name} in another order: ${text(now)}</p>`;
  if (lines !== undefined)
    return markup`<div>
      ${field === '' ? markup`` : name}
      <pre>
${lines.slice(0, 200).map((line) => (line.startsWith('-') ? markup`<del>${line}</del>` : markup`<ins>${line}</ins>`))}</pre>
    </div>`;
  return markup`<div>
    ${name}
    <pre>
${old === undefined ? markup`` : markup`<del>- ${text(old)}</del>`}${now === undefined ? markup`` : markup`<ins>+ ${text(now)}</ins>`}</pre>
  </div>`;
}

function text(value: unknown): string {
  const all = typeof value === 'string' ? value : JSON.stringify(value, undefined, 1);
  return all.length <= longest ? all : `${all.slice(0, longest)}…`;
}

function some(clusters: readonly string[]): string {
  return clusters.length <= 20
    ? clusters.join(', ')
    : `${clusters.slice(0, 20).join(', ')} and ${number(clusters.length - 20)} more`;
}
