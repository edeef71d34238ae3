import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import type { Labels } from './labels';

/** Internal: components fill it in, so an interface and no schema. */
export interface ServiceAccountProps {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Labels;
  /** As the ARN of an IAM role. @default - none */
  readonly annotations?: Readonly<Record<string, string>>;
}

/** A ServiceAccount whose token no pod gets by itself: one that talks to the API server asks for it (`PodProps`). */
export class ServiceAccount extends Construct {
  public readonly name: string;
  public readonly namespace: string;

  public constructor(scope: Construct, id: string, props: ServiceAccountProps) {
    super(scope, id);
    const { name, namespace, labels, annotations = {} } = props;
    this.name = name;
    this.namespace = namespace;
    new kplus.ServiceAccount(this, 'ServiceAccount', {
      metadata: { name, namespace, labels, annotations },
      automountToken: false,
    });
  }
}
