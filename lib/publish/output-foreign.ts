import type { Finding, FindingKind } from '../model/finding';

export const outputForeign: FindingKind = {
  code: 'output-foreign',
  why: 'The folder of an environment holds only generated files and every other is deleted; this one holds files of somebody else.',
  fix: 'Choose another --out, or empty the folder.',
};

/** @param file one of the files that are not ours */
export function outputIsForeign(folder: string, file: string): Finding {
  const message = `got a folder that this program did not write (it holds ${file}); choose another --out, or empty it`;
  return { code: outputForeign.code, severity: 'error', path: folder, message };
}
