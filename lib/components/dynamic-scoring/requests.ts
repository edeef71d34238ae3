import type { SecretRequest } from '../../constructs/secret';
import type { Context } from '../component';
import { pullSecretRequest } from './hub/pull-secret';
import type { PlannedScorer } from './plan';
import type { DynamicScoringSettings } from './settings';
import { tokenRequests } from './tokens';

/** Every Secret that the environment's backend must bring: the agents' tokens, and the hub's pull secret. */
export function requestsOf(
  settings: DynamicScoringSettings,
  { fleet }: Context,
  planned: readonly PlannedScorer[],
): SecretRequest[] {
  return [...(settings.pullSecret ? [pullSecretRequest(fleet.hub)] : []), ...tokenRequests(settings, planned)];
}
