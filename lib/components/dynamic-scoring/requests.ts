import type { SecretRequest } from '../../constructs/secret';
import type { Cluster } from '../../model/fleet';
import { pullSecretRequest } from './hub/pull-secret';
import type { ScoringPlan } from './plan';
import { tokenRequests } from './tokens';

/** Every Secret that the environment's backend must bring: the agents' tokens, and the hub's pull secret. */
export function secretRequests(plan: ScoringPlan, hub: Cluster): SecretRequest[] {
  return [...(plan.settings.pullSecret ? [pullSecretRequest(hub)] : []), ...tokenRequests(plan)];
}
