import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describedTypes } from './eks';

const nodes = describedTypes.map((type) => ({
  'node.kubernetes.io/instance-type': type,
  'kubernetes.io/arch': type.startsWith('c7g') ? 'arm64' : 'amd64',
  'feature.node.kubernetes.io/cpu-model.family': '25',
}));

/** The files that generated environments name, from the folder of the environment files. */
export const namedFiles: Readonly<Record<string, string>> = {
  'scorers/headroom.ts': readFileSync(join(__dirname, '../../environments/scorers/headroom.ts'), 'utf8'),
  'files/node-features.json': JSON.stringify(nodes),
};
