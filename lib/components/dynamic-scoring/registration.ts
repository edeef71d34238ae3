import { Construct } from 'constructs';
import {
  DynamicScorer,
  DynamicScoringConfig,
  type DynamicScorerSpec,
} from '../../../imports/dynamic-scoring.open-cluster-management.io';
import { contentHash } from '../../constructs/content-hash';
import { dynamicScorerSpec } from '../../scoring/dynamic-scorer';
import type { Engine } from '../../scoring/engine';
import { compare } from '../../model/finding';
import { agentsHash } from '../../model/marker';
import { hubNamespace } from '../../scoring/framework';
import type { Addresses } from './addresses';
import type { PlannedMask } from './masks';
import { scoringConfig } from './telling';

/** One engine, made known to the hub. */
export class EngineRegistration extends Construct {
  constructor(scope: Construct, id: string, engine: Engine, { hub, agents }: Addresses) {
    super(scope, id);
    if ('fault' in hub || 'fault' in agents)
      throw new Error('a scorer that cannot be reached is refused before it is built');
    new DynamicScorer(this, 'scorer', {
      metadata: { name: engine.name, namespace: hubNamespace },
      spec: typed(dynamicScorerSpec(engine, { hub: hub.url, agents: agents.url })),
    });
  }
}

/**
 * The one DynamicScoringConfig that the hub's controller reads. The controller watches it and the scorers, and no
 * ManagedCluster: a cluster that joins would be told nothing until one of them changes. So the object carries a hash of the
 * clusters, and changes with them.
 */
export class MaskConfig extends Construct {
  constructor(scope: Construct, id: string, masks: readonly PlannedMask[], agents: readonly string[]) {
    super(scope, id);
    const config = scoringConfig(masks);
    new DynamicScoringConfig(this, 'config', {
      metadata: {
        name: config.name,
        namespace: hubNamespace,
        annotations: { [agentsHash]: contentHash([...agents].sort(compare)) },
      },
      spec: { masks: config.masks.map((mask) => ({ ...mask })) },
    });
  }
}

/** The generated types have enums where the CRD has words; the words are the enums' values. */
function typed({ configURL, ...spec }: ReturnType<typeof dynamicScorerSpec>): DynamicScorerSpec {
  return { configUrl: configURL, ...(spec as unknown as Omit<DynamicScorerSpec, 'configUrl'>) };
}
