import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { environmentFiles } from '../../lib/environment/environment-file';
import type { Publication } from '../../lib/publish/publication';
import { Check } from '../../lib/synth/check';
import { folders } from '../../lib/synth/folders';
import { Output } from '../../lib/synth/output';
import { synthesize } from '../../lib/synth/synth';

// Three clusters stand for two thousand.
jest.mock('../../lib/deliver/application-set', () => ({
  ...jest.requireActual<object>('../../lib/deliver/application-set'),
  clustersPerRoot: 2,
}));

const environment = `environment: fleet
gitops: { repoURL: https://github.com/acme/fleet.git, revision: refs/heads/main, path: dist }
clusters:
  hub01: { platform: kind, role: hub }
  w1: { platform: kind }
  w2: { platform: kind }
charts: { sealed-secrets: { on: all } }
`;

test('a fleet above the limit has no folder of cluster Applications, and all of them are checked', () => {
  const folder = mkdtempSync(join(tmpdir(), 'scorewright-set-'));
  const checked: string[] = [];
  const add = jest.spyOn(Check.prototype, 'add');
  try {
    writeFileSync(join(folder, 'fleet.yaml'), environment);
    const files = new Map<string, string>();
    const publication = { put: (path: string, text: string) => void files.set(path, text), before: () => undefined };
    const output = new Output(folders(folder, 'out'), '.', publication as unknown as Publication);
    const { findings } = synthesize(environmentFiles(folder)[0]!, output);
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    checked.push(...add.mock.calls.map(([{ manifest }]) => `${manifest.kind} ${manifest.metadata.name}`));
    const paths = [...files.keys()];
    expect(paths.filter((path) => path.startsWith('out/fleet/hub01/applications/'))).toEqual([]);
    expect(paths).toContain('out/fleet/hub01/applications-w2/Application.argocd.fleet.w2.sealed-secrets.yaml');
    const bootstrap = files.get('out/argocd/fleet.yaml') ?? '';
    expect(bootstrap).toContain('kind: ApplicationSet');
    expect(bootstrap).not.toMatch(/^kind: Application$/m);
  } finally {
    add.mockRestore();
    rmSync(folder, { recursive: true, force: true });
  }
  expect(checked).toEqual(
    expect.arrayContaining([
      'ApplicationSet fleet',
      'Application fleet.hub01',
      'Application fleet.w1',
      'Application fleet.w2',
    ]),
  );
});
