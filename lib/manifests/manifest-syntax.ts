import { findingKind } from '../model/finding-kind';

export const manifestSyntax = findingKind({
  code: 'manifest-syntax',
  why: 'What the YAML parser refuses, or reads in another way than it looks, no API server ever sees.',
  fix: 'Mend the place that the message names; the cause may stand in the line before.',
  messages: {
    keyTwice: 'got this key a second time in one map; keep one of the two',
    syntax: 'got no YAML: {reason}',
  },
});
