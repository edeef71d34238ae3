import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Chart, HelmSource } from '../../model/unit';

/** What Helm made of a chart, or the last that it said. */
export type HelmOutput = { readonly text: string } | { readonly failed: string };

/** A Helm that answers; undefined where there is none under that name. */
export function helmAt(path: string): string | undefined {
  const { status, stdout } = spawnSync(path, ['version', '--short'], { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : undefined;
}

/**
 * The manifests of a chart with exactly its values, as Argo CD renders it.
 *
 * @param from a folder with charts by their names, as folders or as archives; else they come from their repositories
 */
export function helmTemplate(
  helm: string,
  { namespace }: Pick<Chart, 'namespace'>,
  source: HelmSource,
  from: string | undefined,
): HelmOutput {
  const folder = mkdtempSync(join(tmpdir(), 'scorewright-charts-'));
  try {
    const values = join(folder, 'values.json');
    writeFileSync(values, JSON.stringify(source.values));
    const { status, stdout, stderr, error } = spawnSync(
      helm,
      [
        ...['template', source.releaseName, ...chartArguments(source, from)],
        ...['--namespace', namespace, '--values', values, '--include-crds'],
      ],
      { encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 },
    );
    if (status === 0) return { text: stdout };
    const last = stderr.trim().split('\n').at(-1) ?? '';
    return { failed: error?.message ?? (last === '' ? `exit status ${status ?? 'unknown'}` : last) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function chartArguments({ chart, version, repoURL }: HelmSource, from: string | undefined): string[] {
  if (from !== undefined) {
    const archive = join(from, `${chart}-${version}.tgz`);
    return [existsSync(archive) ? archive : join(from, chart)];
  }
  return /^https?:/.test(repoURL)
    ? [chart, '--repo', repoURL, '--version', version]
    : [`oci://${repoURL}/${chart}`, '--version', version];
}
