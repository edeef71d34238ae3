import { z } from 'zod';
import { findingKind } from '../../../model/finding-kind';

export const checksumLength = findingKind({
  code: 'checksum-length',
  why: 'The upload compares the file with this checksum; one of another form never matches.',
  fix: 'Write what `sha256sum FILE` prints: 64 hexadecimal digits in lower case.',
  messages: {},
});

const length = 64;

/** The SHA-256 of a file, as `sha256sum` prints it. */
export const sha256 = z
  .string()
  .superRefine((text, context) => {
    if (new RegExp(`^[0-9a-f]{${length}}$`).test(text)) return;
    const message =
      text.length === length
        ? `a SHA-256 has hexadecimal digits in lower case only, as sha256sum prints it`
        : `a SHA-256 has ${length} hexadecimal digits, and this has ${text.length} characters`;
    context.addIssue({ code: 'custom', message, params: { code: checksumLength.code } });
  })
  .meta({ pattern: `^[0-9a-f]{${length}}$`, description: 'What sha256sum prints for the file.' });
