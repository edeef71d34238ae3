import { count } from '../../model/words';
import { closingLine } from '../../plan/words/closing-line';
import { workingTreeId } from '../../plan/tree';
import type { EnvironmentReview } from '../environment-review';
import type { Review } from '../review';
import { topologyOf } from '../topology/topology';
import { alertSection, changesSection } from './changes-section';
import { fleetSection } from './fleet-section';
import { Html, markup } from './html';
import { movesSection, runSection, type LineOf } from './run-section';
import { script } from './script';
import { style } from './style';

/** The page makes no request, whatever its data hold. */
const policy =
  "default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/** A review as one HTML file: readable without its script, by keyboard, by ear, in light and dark, and on paper. */
export async function pageOf(review: Review): Promise<string> {
  const { environments, base, head, notCurrent } = review;
  const lineOf = linesOf(review);
  const parts: Html[] = [];
  for (const [at, environment] of environments.entries())
    parts.push(await environmentPart(environment, review, lineOf, `e${at}`));
  const changed = environments.filter(({ files }) => files > 0).map(({ name }) => name);
  const title = `Review: ${changed.length === 0 ? 'no change' : changed.join(', ')}`;
  return markup`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <link rel="icon" href="data:," />
        <title>${title}</title>
        <style>
          ${new Html(style)}
        </style>
      </head>
      <body>
        <a class="skip" href="#main">Skip to the review</a>
        <header>
          <h1>${title}</h1>
          <p class="sum">${closingLine(environments.map(({ plan }) => plan)).slice('plan: '.length)}</p>
          <p class="soft">
            <code>${base.slice(0, 12)}</code> → <code>${head === workingTreeId ? head : head.slice(0, 12)}</code>
          </p>
          ${notCurrent.length === 0 ? markup`` : markup`<p class="alert">${count(notCurrent.length, 'file')} not current, such as <code>${notCurrent[0] ?? ''}</code>: run <code>scorewright synth</code> and commit what it writes.</p>`}
          <div class="tools" data-tools hidden role="group" aria-label="Colors">
            ${['system', 'light', 'dark'].map((choice) => markup`<button type="button" data-theme-choice="${choice}" aria-pressed="${choice === 'system' ? 'true' : 'false'}">${choice}</button>`)}
          </div>
          <nav aria-label="Environments">
            <ul>
              ${environments.map(({ name }, at) => markup`<li><a href="#e${at}">${name}</a></li>`)}
            </ul>
          </nav>
        </header>
        <main id="main">${parts}</main>
        <footer><p class="soft">Made by Scorewright; docs/review.md explains every word.</p></footer>
        <script>
          ${new Html(script)};
        </script>
      </body>
    </html> `.text;
}

async function environmentPart(
  review: EnvironmentReview,
  { runs, headTree }: Review,
  lineOf: LineOf,
  id: string,
): Promise<Html> {
  const { name, plan, facts, files } = review;
  return markup`<section id="${id}" aria-labelledby="${id}-h">
    <h2 id="${id}-h">${name}</h2>
    <p>
      ${closingLine([plan]).slice('plan: '.length)}; ${count(files, 'file')} of dist/ and argocd/
      ${files === 1 ? 'differs' : 'differ'}.
    </p>
    ${alertSection(review)}
    <h3>The fleet</h3>
    ${await fleetSection(review, topologyOf(name, headTree, facts), `${id}-fleet`)}
    <h3>What changes</h3>
    ${changesSection(review, `${id}-changes`)} <h3>Who moves</h3>
${movesSection(plan.moves ?? [])}
${runSection(runs.get(name), lineOf)}
  </section>`;
}

function linesOf({ headTree }: Review): LineOf {
  const known = new Map<string, readonly string[]>();
  return (file, line) => {
    const lines = known.get(file) ?? (headTree.files.has(file) ? (headTree.read([file])[0] ?? '').split('\n') : []);
    known.set(file, lines);
    return lines[line - 1];
  };
}
