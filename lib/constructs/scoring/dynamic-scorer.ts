import { Construct } from 'constructs';
import { z } from 'zod';
import {
  DynamicScorer as DynamicScorerObject,
  type DynamicScorerSpec,
} from '../../../imports/dynamic-scoring.open-cluster-management.io';
import { dnsLabel } from '../../environment/values/name-syntax';
import { httpUrl } from '../../environment/values/url-syntax';
import { dynamicScorerSpec, type ScorerAddress } from '../../scoring/dynamic-scorer';
import type { Engine, EngineData } from '../../scoring/engine';
import { hubNamespace } from '../../scoring/framework';
import { parseProps, type Shape } from '../props';
import { engineOf, engineReference } from './engine-reference';

/** One engine of a scorer, registered on the hub. */
export interface DynamicScorerProps {
  /** The id of an engine that comes with the package, as `static/performance`, or one of your own. */
  readonly engine: string | EngineData;
  /** Where its scorer answers: scheme, host and port, without a path. */
  readonly address: ScorerAddress;
  /** The namespace that the framework's controller reads. @default open-cluster-management */
  readonly namespace?: string;
}

const schema = z.strictObject({
  engine: engineReference,
  address: z.strictObject({ hub: httpUrl, agents: httpUrl.exactOptional() }),
  namespace: dnsLabel.default(hubNamespace),
} satisfies Shape<DynamicScorerProps>);

/** A DynamicScorer on the hub: it tells every agent where and how often to ask an engine, and where the scores go. */
export class DynamicScorer extends Construct {
  /** The name of the DynamicScorer object. */
  public readonly name: string;
  /** The engine, its defaults filled in. */
  public readonly engine: Engine;

  /** @throws Error with a line for each wrong prop */
  public constructor(scope: Construct, id: string, props: DynamicScorerProps) {
    super(scope, id);
    const { engine, address, namespace } = parseProps(this, 'DynamicScorer', schema, props);
    this.engine = engineOf(engine);
    this.name = this.engine.name;
    new DynamicScorerObject(this, 'scorer', {
      metadata: { name: this.name, namespace },
      spec: typed(dynamicScorerSpec(this.engine, address)),
    });
  }
}

/** The generated types have enums where the CRD has words; the words are the enums' values. */
function typed({ configURL, ...spec }: ReturnType<typeof dynamicScorerSpec>): DynamicScorerSpec {
  return { configUrl: configURL, ...(spec as unknown as Omit<DynamicScorerSpec, 'configUrl'>) };
}
