import { z } from 'zod';
import { reject } from '../../../environment/rejection';
import { findingKind } from '../../../model/finding-kind';

export const checksumLength = findingKind({
  code: 'checksum-length',
  why: 'The upload compares the file with this checksum; one of another form never matches.',
  fix: 'Write what `sha256sum FILE` prints: 64 hexadecimal digits in lower case.',
  messages: {
    digits: 'got {got:json}; a SHA-256 has hexadecimal digits in lower case only, as sha256sum prints it',
    length: 'got {got:json}; a SHA-256 has {expected} hexadecimal digits, and this has {length} characters',
  },
});

const length = 64;

/** The SHA-256 of a file, as `sha256sum` prints it. */
export const sha256 = z
  .string()
  .superRefine((text, context) => {
    if (new RegExp(`^[0-9a-f]{${length}}$`).test(text)) return;
    reject(context, (got) =>
      text.length === length
        ? checksumLength.fault('digits', { got })
        : checksumLength.fault('length', { got, expected: length, length: text.length }),
    );
  })
  .meta({
    pattern: `^[0-9a-f]{${length}}$`,
    description: 'What sha256sum prints for the file.',
    examples: ['70df70efc46a9930f3c054c574bf7afe1316d86d0cd9ac5555ec7352c5c5e724'],
  });
