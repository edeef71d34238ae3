import { stringify } from 'yaml';
import type { Example, Rule } from '../../rules/rule';

/** A rule as a terminal shows it. */
export function ruleText({ code, severity, why, fix, bad }: Rule): string {
  const example = bad.findings.map((line) => `  finds    ${line}`);
  return [`${code} (${severity})`, `  why      ${why}`, `  fix      ${fix}`, ...example, ''].join('\n');
}

/** The manifests of an example as one YAML text, each with the unit that it belongs to. */
export function exampleYaml(example: Example): string {
  return Object.entries(example)
    .flatMap(([unit, manifests]) =>
      manifests.map((manifest) => `# ${unit}\n${stringify(manifest, { aliasDuplicateObjects: false })}`),
    )
    .join('---\n');
}
