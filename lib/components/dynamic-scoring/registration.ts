import { Construct } from 'constructs';
import {
  DynamicScorer,
  DynamicScoringConfig,
  type DynamicScorerSpec,
} from '../../../imports/dynamic-scoring.open-cluster-management.io';
import { dynamicScorerSpec } from '../../scoring/dynamic-scorer';
import type { Engine } from '../../scoring/engine';
import { configName, hubNamespace } from '../../scoring/framework';
import type { PlannedScorer } from './plan';
import type { Mask } from './settings';

/** One engine, made known to the hub. */
export class EngineRegistration extends Construct {
  constructor(scope: Construct, id: string, engine: Engine, { hub, agents }: PlannedScorer) {
    super(scope, id);
    if ('fault' in hub || 'fault' in agents)
      throw new Error('a scorer that cannot be reached is refused before it is built');
    const address = { hub: hub.url, agents: agents.url };
    new DynamicScorer(this, 'scorer', {
      metadata: { name: engine.name, namespace: hubNamespace },
      spec: typed(dynamicScorerSpec(engine, address)),
    });
  }
}

/** The one DynamicScoringConfig that the hub's controller reads. */
export class MaskConfig extends Construct {
  constructor(scope: Construct, id: string, masks: readonly Mask[]) {
    super(scope, id);
    new DynamicScoringConfig(this, 'config', {
      metadata: { name: configName, namespace: hubNamespace },
      spec: { masks: masks.map(({ cluster, score }) => ({ clusterName: cluster, scoreName: score })) },
    });
  }
}

/** The generated types have enums where the CRD has words; the words are the enums' values. */
function typed({ configURL, ...spec }: ReturnType<typeof dynamicScorerSpec>): DynamicScorerSpec {
  return { configUrl: configURL, ...(spec as unknown as Omit<DynamicScorerSpec, 'configUrl'>) };
}
