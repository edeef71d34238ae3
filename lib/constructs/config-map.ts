import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { contentHash } from './content-hash';
import type { Labels } from './labels';
import { patch, refused, without } from './refused-defaults';

/** A ConfigMap that a pod reads: one of ours, whose content counts, or only the name of somebody else's. */
export interface ConfigMapSource {
  readonly name: string;
  /** Absent where another unit or program writes it: a change then restarts nothing. */
  readonly contentHash?: string;
}

/** Internal: made by components from parsed settings, so an interface and no schema. */
export interface ConfigMapProps {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Labels;
  /** @default - none */
  readonly annotations?: Readonly<Record<string, string>>;
  /** File name to text. */
  readonly data: Readonly<Record<string, string>>;
}

/** A ConfigMap whose whole content is known at once, so that whatever reads it can carry its hash. */
export class ConfigMap extends Construct implements ConfigMapSource {
  public readonly name: string;
  public readonly contentHash: string;

  public constructor(scope: Construct, id: string, props: ConfigMapProps) {
    super(scope, id);
    const { name, namespace, labels, annotations = {}, data } = props;
    const configMap = new kplus.ConfigMap(this, 'ConfigMap', {
      metadata: { name, namespace, labels, annotations },
      data,
    });
    patch(configMap, ...without(refused.immutable));
    this.name = name;
    this.contentHash = contentHash(data);
  }
}
