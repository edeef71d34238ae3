import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { checkFolder, type Checked, type CheckRequest } from '../../../lib/commands/check/check-folder';
import { formatFindings } from '../../../lib/model/finding';

/** Checks a folder of these files. */
export function check(files: Readonly<Record<string, string | Buffer>>, changes: Partial<CheckRequest> = {}): Checked {
  const folder = mkdtempSync(join(tmpdir(), 'scorewright-check-'));
  try {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    const checked = checkFolder({
      folder,
      cluster: 'cluster',
      namespace: 'default',
      off: ['pod-security'],
      profile: 'scorewright',
      ...changes,
    });
    const findings = checked.findings.map((finding) => {
      const { position } = finding;
      return position
        ? { ...finding, position: { ...position, file: position.file.slice(folder.length + 1) } }
        : finding;
    });
    return { ...checked, findings };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The findings as they are printed. */
export function lines(files: Readonly<Record<string, string | Buffer>>, changes?: Partial<CheckRequest>): string[] {
  return formatFindings(check(files, changes).findings);
}
