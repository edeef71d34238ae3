import { Construct } from 'constructs';
import { z } from 'zod';
import { DynamicScoringConfig as DynamicScoringConfigObject } from '../../../imports/dynamic-scoring.open-cluster-management.io';
import { dnsLabel, dnsSubdomain } from '../../environment/values/name-syntax';
import { compare } from '../../model/finding';
import { agentsHash } from '../../model/marker';
import { configName, hubNamespace } from '../../scoring/framework';
import { contentHash } from '../content-hash';
import { parseProps, type Shape } from '../props';

/** A score that one cluster is not asked for. */
export interface ScoreMask {
  /** The ManagedCluster's name. */
  readonly cluster: string;
  /** The score name, as its engine gives it. */
  readonly score: string;
}

/** The configuration that the hub gives to the agents. */
export interface DynamicScoringConfigProps {
  /** Scores that clusters are not asked for. @default - none */
  readonly masks?: readonly ScoreMask[];
  /**
   * The clusters with an agent. The object changes with them, so that a new cluster gets its engines at once and not at the
   * next change of an engine.
   *
   * @default - none: a new cluster waits for that change
   */
  readonly agents?: readonly string[];
  /** The namespace that the framework's controller reads. @default open-cluster-management */
  readonly namespace?: string;
}

const schema = z.strictObject({
  masks: z.array(z.strictObject({ cluster: dnsSubdomain, score: z.string().min(1) })).default([]),
  agents: z.array(dnsSubdomain).default([]),
  namespace: dnsLabel.default(hubNamespace),
} satisfies Shape<DynamicScoringConfigProps>);

/**
 * The one DynamicScoringConfig that the hub's controller reads: without it no agent gets an engine. The controller watches it
 * and the scorers, but not ManagedClusters; so the object carries a hash of the clusters, and changes with them.
 */
export class DynamicScoringConfig extends Construct {
  /** The name of the object: the only one that the controller reads. */
  public readonly name = configName;

  /** @throws Error with a line for each wrong prop */
  public constructor(scope: Construct, id: string, props: DynamicScoringConfigProps = {}) {
    super(scope, id);
    const { masks, agents, namespace } = parseProps(this, 'DynamicScoringConfig', schema, props);
    new DynamicScoringConfigObject(this, 'config', {
      metadata: {
        name: this.name,
        namespace,
        annotations: { [agentsHash]: contentHash([...agents].sort(compare)) },
      },
      spec: { masks: masks.map(({ cluster, score }) => ({ clusterName: cluster, scoreName: score })) },
    });
  }
}
