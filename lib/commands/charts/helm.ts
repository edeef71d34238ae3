import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Chart, HelmSource } from '../../model/unit';

/** The text that Helm rendered, or the last line of its error. */
export type HelmOutput = { readonly text: string } | { readonly failed: string };

/** The version of Helm; undefined where no such program runs. */
export function helmAt(path: string): string | undefined {
  const { status, stdout } = spawnSync(path, ['version', '--short'], { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : undefined;
}

/**
 * Renders a chart with exactly its values, as Argo CD does.
 *
 * @param from a folder with charts by their names, as folders or archives. @default - the repository of the chart
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
