import type { Consequence } from './consequence';
import { applicationRenamed } from './consequences/application-renamed';
import { claimMadeAnew } from './consequences/claim-made-anew';
import { clusterRenamed } from './consequences/cluster-renamed';
import { configMapRolls } from './consequences/config-map-rolls';
import { configNotTakenIn } from './consequences/config-not-taken-in';
import { credentialOnOneSide } from './consequences/credential-on-one-side';
import { jobRunsAgain } from './consequences/job-runs-again';
import { leftBehind } from './consequences/left-behind';
import { neededTooLate } from './consequences/needed-too-late';
import { noRoomToRoll } from './consequences/no-room-to-roll';
import { podSecurityTightened } from './consequences/pod-security-tightened';
import { protectionLost } from './consequences/protection-lost';
import { runtimeRollsModels } from './consequences/runtime-rolls-models';

/** Every consequence, in the order in which they are judged: a later one sees what the earlier ones said. */
export const consequences: readonly Consequence[] = [
  applicationRenamed,
  claimMadeAnew,
  clusterRenamed,
  configMapRolls,
  configNotTakenIn,
  credentialOnOneSide,
  jobRunsAgain,
  leftBehind,
  neededTooLate,
  noRoomToRoll,
  podSecurityTightened,
  protectionLost,
  runtimeRollsModels,
];
