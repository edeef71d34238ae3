import type { FindingKind } from '../../model/finding';

export const manifestSyntax: FindingKind = {
  code: 'manifest-syntax',
  why: 'What the YAML parser refuses, or reads in another way than it looks, no API server ever sees.',
  fix: 'Mend the place that the message names; the cause may stand in the line before.',
};
