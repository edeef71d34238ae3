import { JsonPatch } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { k8s } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { toPlusEnv, type Env } from './env';
import type { Mount, Volumes } from './mount';
import { toPlusProbe, type Probe } from './probe';
import { canonicalQuantity } from '../model/canonical-quantity';
import { parseQuantity } from '../model/quantity';
import type { Resources } from './quantity';
import { refused, without } from './refused-defaults';

const pullPolicies = {
  Always: kplus.ImagePullPolicy.ALWAYS,
  IfNotPresent: kplus.ImagePullPolicy.IF_NOT_PRESENT,
  Never: kplus.ImagePullPolicy.NEVER,
} as const;

/** As Kubernetes names them. */
export type ImagePullPolicy = keyof typeof pullPolicies;

/** One container of a pod. */
export interface ContainerProps {
  readonly name: string;
  readonly image: string;
  /** @default IfNotPresent, also for `latest`: images that `kind load` brought exist nowhere else */
  readonly imagePullPolicy?: ImagePullPolicy;
  /** @default - the image's entry point */
  readonly command?: readonly string[];
  /** @default - the image's arguments */
  readonly args?: readonly string[];
  /** @default - the image's */
  readonly workingDir?: string;
  /** TCP ports by name. @default - none */
  readonly ports?: Readonly<Record<string, number>>;
  /** In the order in which it is rendered. @default - none */
  readonly env?: Env;
  /** Folders besides `/tmp`, which every container gets as its own emptyDir. @default - none */
  readonly mounts?: readonly Mount[];
  readonly resources: Resources;
  /** @default - none */
  readonly liveness?: Probe;
  /** @default - none */
  readonly readiness?: Probe;
  /** @default - none */
  readonly startup?: Probe;
}

/** A container that satisfies Pod Security *restricted* by itself, whatever its pod says. */
export function toPlusContainer(scope: Construct, volumes: Volumes, props: ContainerProps): kplus.ContainerProps {
  const { name, image, command, args, workingDir, liveness, readiness, startup } = props;
  return {
    name,
    image,
    imagePullPolicy: pullPolicies[props.imagePullPolicy ?? 'IfNotPresent'],
    ...(command && { command: [...command] }),
    ...(args && { args: [...args] }),
    ...(workingDir !== undefined && { workingDir }),
    ports: Object.entries(props.ports ?? {}).map(([port, number]) => ({ name: port, number })),
    envVariables: toPlusEnv(scope, `${name}-env`, props.env ?? {}),
    volumeMounts: mountsOf(props).map((mount) => volumes.mount(mount)),
    resources: {},
    ...(liveness && { liveness: toPlusProbe(liveness) }),
    ...(readiness && { readiness: toPlusProbe(readiness) }),
    ...(startup && { startup: toPlusProbe(startup) }),
    securityContext: {
      ensureNonRoot: true,
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: [kplus.Capability.ALL] },
      seccompProfile: { type: kplus.SeccompProfileType.RUNTIME_DEFAULT },
    },
  };
}

/** What differs in the rendered container: cdk8s-plus would write every amount of memory in Mi. `base` points at it. */
export function containerPatches(base: string, { resources }: ContainerProps): JsonPatch[] {
  const amounts = { requests: quantities(resources.requests), limits: quantities(resources.limits) };
  return [...without(refused.container, base), JsonPatch.add(`${base}/resources`, amounts)];
}

function quantities({ cpu, memory }: Resources['limits']): Record<string, k8s.Quantity> {
  return {
    cpu: k8s.Quantity.fromString(canonicalQuantity(parseQuantity(cpu))),
    memory: k8s.Quantity.fromString(memory),
  };
}

/** The root filesystem is read-only, and hardly a program does without a place for temporary files. */
function mountsOf({ name, mounts = [] }: ContainerProps): readonly Mount[] {
  return mounts.some(({ path }) => path === '/tmp') ? mounts : [{ path: '/tmp', emptyDir: `tmp-${name}` }, ...mounts];
}
