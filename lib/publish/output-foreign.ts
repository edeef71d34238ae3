import { findingKind } from '../model/finding-kind';
import type { Finding } from '../model/finding';

export const outputForeign = findingKind({
  code: 'output-foreign',
  why: 'The folder of an environment holds only generated files and every other is deleted; this one holds files of somebody else.',
  fix: 'Choose another --out, or empty the folder.',
  messages: {
    foreign: 'got a folder that this program did not write (it holds {file}); choose another --out, or empty it',
  },
});

/** @param file one of the files that are not ours */
export function outputIsForeign(folder: string, file: string): Finding {
  return outputForeign.fault('foreign', { file }, { path: folder });
}
