import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compare } from '../../model/finding';

const rules = join(__dirname, '../../rules');
const ending = '.examples.yaml';

/** The folders of `lib/rules`, one for each subject. */
export function subjects(): string[] {
  const folders = readdirSync(rules, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return folders
    .map(({ name }) => name)
    .filter((name) => name !== 'engine')
    .sort(compare);
}

/** The codes of the rules of a subject, sorted. */
export function codesOf(subject: string): string[] {
  const files = readdirSync(join(rules, subject)).filter((name) => name.endsWith(ending));
  return files.map((name) => name.slice(0, -ending.length)).sort(compare);
}

/** The subject of a rule: its folder. */
export function subjectOf(code: string): string | undefined {
  return subjects().find((subject) => codesOf(subject).includes(code));
}

/**
 * The first example of a rule, as it stands in its file: units with their manifests, and under `finds` what the rule says about
 * them. Rules do not load their examples, since a run needs none.
 */
export function exampleOf(code: string): string {
  const text = readFileSync(join(rules, subjectOf(code) ?? '', `${code}${ending}`), 'utf8');
  return text.split(/^---\n/m, 1).join('');
}
