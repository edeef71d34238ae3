import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import type { ConfigMapSource } from './config-map';

/** An environment variable: its value, or where the kubelet reads it when it starts the container. */
export type EnvValue = string | EnvFromSecret | EnvFromConfigMap | EnvFromField;

/** A variable with the value of a Secret's key. */
export interface EnvFromSecret {
  /** The Secret's name. */
  readonly secret: string;
  readonly key: string;
  /** Whether the container may start without it. @default false */
  readonly optional?: boolean;
}

/** A variable with the value of a ConfigMap's key. */
export interface EnvFromConfigMap {
  readonly configMap: ConfigMapSource;
  readonly key: string;
}

/** A variable with the value of a field of the pod itself. */
export interface EnvFromField {
  readonly field: keyof typeof fields;
}

const fields = {
  'metadata.name': kplus.EnvFieldPaths.POD_NAME,
  'metadata.namespace': kplus.EnvFieldPaths.POD_NAMESPACE,
  'spec.nodeName': kplus.EnvFieldPaths.NODE_NAME,
  'status.podIP': kplus.EnvFieldPaths.POD_IP,
} as const;

export type Env = Readonly<Record<string, EnvValue>>;

/** `id` names a scope for the references that cdk8s-plus wants as constructs; none of them is rendered. */
export function toPlusEnv(scope: Construct, id: string, env: Env): Record<string, kplus.EnvValue> {
  const references = new Construct(scope, id);
  return Object.fromEntries(Object.entries(env).map(([name, value]) => [name, toPlusValue(references, name, value)]));
}

function toPlusValue(scope: Construct, name: string, value: EnvValue): kplus.EnvValue {
  if (typeof value === 'string') return kplus.EnvValue.fromValue(value);
  if ('field' in value) return kplus.EnvValue.fromFieldRef(fields[value.field]);
  if ('configMap' in value) {
    const source = kplus.ConfigMap.fromConfigMapName(scope, name, value.configMap.name);
    return kplus.EnvValue.fromConfigMap(source, value.key);
  }
  const secret = kplus.Secret.fromSecretName(scope, name, value.secret);
  return kplus.EnvValue.fromSecretValue({ secret, key: value.key }, value.optional ? { optional: true } : {});
}
