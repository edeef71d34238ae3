import { sharedFindings } from '../../model/finding';
import { count } from '../../model/words';
import { number } from '../../plan/words/closing-line';
import type { StrategyMove } from '../../placement/strategy-moves';
import type { EnvironmentRun } from '../review';
import { markup, type Html } from './html';

/** The text of a line that a person wrote; undefined where it cannot be read. */
export type LineOf = (file: string, line: number) => string | undefined;

/** The results of a run over the head: findings with their lines, needs, limits. */
export function runSection(run: EnvironmentRun | undefined, lineOf: LineOf): Html {
  if (run === undefined)
    return markup`<p class="soft">
      The head is a commit, so only its tree is known: no findings, needs or limits.
    </p>`;
  return markup`<h3>Findings</h3>
    ${findings(run, lineOf)}
    <h3>Needs, before Argo CD can sync</h3>
    ${needs(run)}
    <h3>Limits</h3>
    ${limits(run)}`;
}

function findings({ findings: all }: EnvironmentRun, lineOf: LineOf): Html {
  if (all.length === 0) return markup`<p>None.</p>`;
  return markup`<ul>
    ${sharedFindings(all).map(({ finding, clusters }) => {
      const { position, severity, code, path, message } = finding;
      const line = position && lineOf(position.file, position.line);
      return markup`<li>
        <span class="word ${severity === 'error' ? 'grave' : 'warn'}">${severity}</span>
        <strong>${code}</strong>
        ${position ? markup`<code>${position.file}:${position.line}:${position.column}</code> ` : markup``}${path === '' ? '' : `${path}: `}${message}${clusters.size > 1 ? ` (on ${count(clusters.size, 'cluster')})` : ''}${line === undefined ? markup`` : markup`<pre>${line}</pre>`}
      </li>`;
    })}
  </ul>`;
}

/** Strategies that choose other clusters, or may. */
export function movesSection(moves: readonly StrategyMove[]): Html {
  if (moves.length === 0)
    return markup`<p>Nobody: every strategy stays with its clusters, or its scores alone decide as before.</p>`;
  return table(
    ['strategy', 'what', 'leaves', 'joins', 'why'],
    moves.map(({ placement, what, leaves, joins, reason = '' }) => [
      placement,
      what,
      leaves.join(', '),
      joins.join(', '),
      reason,
    ]),
  );
}

function needs({ needs: all }: EnvironmentRun): Html {
  if (all.length === 0) return markup`<p>Nothing.</p>`;
  return table(
    ['what', 'on', 'why'],
    all.map(({ what, clusters, why }) => [
      what,
      clusters.length > 10 ? `${clusters.slice(0, 3).join(', ')}, … (${number(clusters.length)})` : clusters.join(', '),
      why,
    ]),
  );
}

function limits({ limits: all }: EnvironmentRun): Html {
  if (all.length === 0) return markup`<p>None is known.</p>`;
  return table(
    ['what comes nearest', 'used', 'of', 'share'],
    all.map(({ name, value, max, unit }) => [
      name,
      number(value),
      `${number(max)}${unit === 'bytes' ? ' bytes' : ''}`,
      `${Math.floor((value / max) * 100)} %`,
    ]),
  );
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): Html {
  return markup`<table>
    <thead>
      <tr>
        ${head.map((cell) => markup`<th scope="col">${cell}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        (row) =>
          markup`<tr>
            ${row.map((cell) => markup`<td>${cell}</td>`)}
          </tr>`,
      )}
    </tbody>
  </table>`;
}
