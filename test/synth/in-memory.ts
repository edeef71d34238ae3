import fs from 'node:fs';
import path from 'node:path';
import { stringify } from 'yaml';
import { YamlFiles } from '../../lib/environment/yaml-files';
import { formatFindings } from '../../lib/model/finding';
import type { Publication } from '../../lib/publish/publication';
import { folders } from '../../lib/synth/folders';
import { Output } from '../../lib/synth/output';
import { unobserved } from '../../lib/synth/observer';
import { synthesize, type EnvironmentReport, type SynthesisOptions } from '../../lib/synth/synth';
import { temporaryFolder, writeFile } from '../commands/program';
import type { EnvironmentData } from '../fleets/environment';
import { namedFiles } from '../fleets/files';

export interface Synthesized {
  readonly report: EnvironmentReport;
  /** By path, the text of every file that would be published. */
  readonly files: ReadonlyMap<string, string>;
  /** One line for each error. */
  readonly errors: readonly string[];
}

const folder = temporaryFolder();
for (const [file, content] of Object.entries(namedFiles)) writeFile(folder, file, content);

/** Renders one environment without publishing anything. */
export function synthesizeText(text: string, name = 'kind', options: SynthesisOptions = {}): Synthesized {
  const file = path.join(folder, `${name}.yaml`);
  fs.writeFileSync(file, text);
  const files = new Map<string, string>();
  const put = (to: string, content: string) => {
    if (files.has(to)) throw new Error(`${to} is written twice`);
    files.set(to, content);
  };
  const output = new Output(folders('environments'), '.', { put, before: () => undefined } as unknown as Publication);
  const report = synthesize({ name, path: file, others: [], files: new YamlFiles() }, output, unobserved, options);
  const errors = formatFindings(report.findings.filter(({ severity }) => severity === 'error'));
  return { report, files, errors };
}

export function synthesizeData(data: EnvironmentData, name = 'kind', options: SynthesisOptions = {}): Synthesized {
  return synthesizeText(stringify(data, { aliasDuplicateObjects: false }), name, options);
}
