import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { check } from './folder';
import { formatFindings } from '../../../lib/model/finding';

/**
 * Files that run on clusters: charts as Helm renders them, samples of operators, the output of `kustomize build` and
 * `kubectl get`. An error in one of them is an error of ours.
 */
const folder = join(__dirname, 'correct');

test.each(readdirSync(folder))('%s has no error', (name) => {
  const text = readFileSync(join(folder, name), 'utf8');
  const { findings, manifests } = check({ [name]: text }, { profile: 'kubernetes', off: [] });
  expect(formatFindings(findings.filter(({ severity }) => severity === 'error'))).toEqual([]);
  expect(manifests).toBeGreaterThan(0);
});
