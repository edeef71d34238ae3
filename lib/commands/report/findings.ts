import { compare, formatFinding, sharedFindings, type Finding } from '../../model/finding';
import { gitHubAnnotations, remarksOfFindings } from '../../review/words/annotations';
import { CodeFrames } from './code-frame';
import { painted, terminalOf } from './terminal';

/** Above this many, frames would hide how many there are. */
const mostFrames = 20;

/** Findings on stderr, a line each; on a terminal with the line of the file. Under GitHub Actions they are annotations, too. */
export function printFindings(findings: readonly Finding[]): void {
  const terminal = terminalOf(process.stderr);
  const frames = new CodeFrames(terminal);
  const shared = sharedFindings(findings);
  shared.forEach(({ finding, clusters }, index) => {
    const line = formatFinding(finding, [...clusters].sort(compare));
    const color = finding.severity === 'error' ? 'red' : 'yellow';
    process.stderr.write(
      `${terminal.color ? line.replace(finding.code, painted(finding.code, color, terminal)) : line}\n`,
    );
    if (process.stderr.isTTY && index < mostFrames)
      for (const frame of frames.of(finding)) process.stderr.write(`${frame}\n`);
  });
  // GitHub reads them from either stream; stdout is what others read.
  if (process.env.GITHUB_ACTIONS === 'true')
    for (const line of gitHubAnnotations(remarksOfFindings(findings))) process.stderr.write(`${line}\n`);
}
