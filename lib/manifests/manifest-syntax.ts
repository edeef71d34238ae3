import { findingKind } from '../model/finding-kind';

export const manifestSyntax = findingKind({
  code: 'manifest-syntax',
  why: 'The API server never gets text that the YAML parser rejects, or gets another value than the text suggests.',
  fix: 'Fix the place that the message names; the cause may be in the line before.',
  messages: {
    encoding: 'got bytes that are not UTF-8; save the file as UTF-8',
    keyAgain: 'got this key a second time in one map, with the same value; keep one of the two',
    keyTwice: 'got this key a second time in one map; keep one of the two',
    syntax: 'got text that is not YAML: {reason}',
    unreadable: 'got a file that cannot be read ({reason}); fix it, or remove it from the folder',
  },
});
