import { stringify } from 'yaml';
import type { Example, Rule } from '../../rules/engine/rule';

/** A rule as a terminal shows it. */
export function ruleText({ code, severity, why, fix, bad }: Rule): string {
  const example = bad.findings.map((line) => `  finds    ${line}`);
  return [`${code} (${severity})`, `  why      ${why}`, `  fix      ${fix}`, ...example, ''].join('\n');
}

/** The manifests of an example as one YAML text, each with the unit that it belongs to. */
export function exampleYaml(example: Example): string {
  return Object.entries(example)
    .flatMap(([unit, manifests]) =>
      manifests.map((manifest) => `# ${unit}\n${stringify(manifest, shortened, { aliasDuplicateObjects: false })}`),
    )
    .join('---\n');
}

const longest = 200;

/** Some text is bad for its length alone, which nobody reads to its end. */
function shortened(_key: unknown, value: unknown): unknown {
  if (typeof value !== 'string' || value.length <= longest) return value;
  return `${value.slice(0, 20)}… (${value.length} characters)`;
}
