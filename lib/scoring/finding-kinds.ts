import type { FindingKind } from '../model/finding';
import { authSecretMissing } from './findings/auth-secret-missing';
import { configUrlUnresolvable } from './findings/config-url-unresolvable';
import { dimensionOverwritten } from './findings/dimension-overwritten';
import { dimensionPlaceholderUnknown } from './findings/dimension-placeholder-unknown';
import { dimensionUnfilled } from './findings/dimension-unfilled';
import { endpointUnreachable } from './findings/endpoint-unreachable';
import { engineIdTaken } from './findings/engine-id-taken';
import { engineMaskedEverywhere } from './findings/engine-masked-everywhere';
import { engineNameTaken } from './findings/engine-name-taken';
import { hubControllerMissing } from './findings/hub-controller-missing';
import { installNamespace } from './findings/install-namespace';
import { intervalZero } from './findings/interval-zero';
import { maskMatchesNothing } from './findings/mask-matches-nothing';
import { promqlInvalid } from './findings/promql-invalid';
import { scoreConstant } from './findings/score-constant';
import { scoreItemImpossible } from './findings/score-item-impossible';
import { scoreItemLocal } from './findings/score-item-local';
import { scoreNameTaken } from './findings/score-name-taken';
import { scoreRangeUnstorable } from './findings/score-range-unstorable';
import { scoreWithoutDestination } from './findings/score-without-destination';
import { scorerSkipped } from './findings/scorer-skipped';
import { scoringConfigUnread } from './findings/scoring-config-unread';
import { scoringHostInConfig } from './findings/scoring-host-in-config';
import { scoringPathMissing } from './findings/scoring-path-missing';
import { sourceWindow } from './findings/source-window';
import { summariesTooLarge } from './findings/summaries-too-large';

/** Every code of this folder, for the page that explains them. */
export const scoringFindings: readonly FindingKind[] = [
  authSecretMissing,
  configUrlUnresolvable,
  dimensionOverwritten,
  dimensionPlaceholderUnknown,
  dimensionUnfilled,
  endpointUnreachable,
  engineIdTaken,
  engineMaskedEverywhere,
  engineNameTaken,
  hubControllerMissing,
  installNamespace,
  intervalZero,
  maskMatchesNothing,
  promqlInvalid,
  scoreConstant,
  scoreItemImpossible,
  scoreItemLocal,
  scoreNameTaken,
  scoreRangeUnstorable,
  scoreWithoutDestination,
  scorerSkipped,
  scoringConfigUnread,
  scoringHostInConfig,
  scoringPathMissing,
  sourceWindow,
  summariesTooLarge,
];
