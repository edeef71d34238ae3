import { Construct } from 'constructs';
import {
  DynamicScorer,
  DynamicScoringConfig,
  type DynamicScorerSpec,
} from '../../../imports/dynamic-scoring.open-cluster-management.io';
import { dynamicScorerSpec } from '../../scoring/dynamic-scorer';
import type { Engine } from '../../scoring/engine';
import { hubNamespace } from '../../scoring/framework';
import type { Addresses } from './addresses';
import type { Mask } from './settings';
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

/** The one DynamicScoringConfig that the hub's controller reads. */
export class MaskConfig extends Construct {
  constructor(scope: Construct, id: string, masks: readonly Mask[]) {
    super(scope, id);
    const config = scoringConfig(masks);
    new DynamicScoringConfig(this, 'config', {
      metadata: { name: config.name, namespace: hubNamespace },
      spec: { masks: config.masks.map((mask) => ({ ...mask })) },
    });
  }
}

/** The generated types have enums where the CRD has words; the words are the enums' values. */
function typed({ configURL, ...spec }: ReturnType<typeof dynamicScorerSpec>): DynamicScorerSpec {
  return { configUrl: configURL, ...(spec as unknown as Omit<DynamicScorerSpec, 'configUrl'>) };
}
