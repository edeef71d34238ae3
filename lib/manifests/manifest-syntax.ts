import { findingKind } from '../model/finding-kind';

export const manifestSyntax = findingKind({
  code: 'manifest-syntax',
  why: 'What the YAML parser refuses, or reads in another way than it looks, no API server ever sees.',
  fix: 'Mend the place that the message names; the cause may stand in the line before.',
  messages: {
    encoding: 'got bytes that are not UTF-8; save the file as UTF-8',
    keyAgain: 'got this key a second time in one map, with the same value; keep one of the two',
    keyTwice: 'got this key a second time in one map; keep one of the two',
    syntax: 'got no YAML: {reason}',
    unreadable: 'got a file that cannot be read ({reason}); mend it, or take it out of the folder',
  },
});
