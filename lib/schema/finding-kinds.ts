import type { FindingKind } from '../model/finding';
import { celRuleKind } from './cel-rule';
import { kindWithoutSchemaKind } from './kind-without-schema';
import { listDuplicateKind } from './list-duplicate';
import { nameInvalidKind } from './name-invalid';
import { schemaMismatchKind } from './schema-mismatch';
import { scopeMismatchKind } from './scope-mismatch';
import { unknownFieldKind } from './unknown-field';

/** Every code that `schemaProblems` may give. */
export const schemaFindingKinds: readonly FindingKind[] = [
  celRuleKind,
  kindWithoutSchemaKind,
  listDuplicateKind,
  nameInvalidKind,
  schemaMismatchKind,
  scopeMismatchKind,
  unknownFieldKind,
];
