import { Duration, JsonPatch } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import type { Platform, PlatformName } from '../model/platform';
import { configHash } from '../model/marker';
import { platforms } from '../platforms/catalogue';
import type { ConfigMapSource } from './config-map';
import { containerPatches, toPlusContainer, type ContainerProps } from './container';
import { contentHash } from './content-hash';
import type { Labels } from './labels';
import { Volumes } from './mount';
import { refused, without } from './refused-defaults';
import { schedulingPatches, type Scheduling } from './scheduling';

/** The uid that "nonroot" images use by custom; given to images whose own user is root or only a name. */
const nonRootUid = 65532;

/** A platform by its name, or the facts about one that a pod needs. */
export type PodPlatform = PlatformName | Pick<Platform, 'assignsUids'>;

/** What every pod here has, whichever controller makes it. Internal: components fill it in, so it has no schema. */
export interface PodProps {
  /** Decides who chooses uid and fsGroup: OpenShift's restricted-v2 SCC assigns both and refuses fixed ones. */
  readonly platform: PodPlatform;
  /** Numeric uid for other platforms, where the image has files of its own. @default 65532 */
  readonly user?: number;
  readonly containers: readonly [ContainerProps, ...ContainerProps[]];
  /** Run one after the other, before the containers. @default - none */
  readonly initContainers?: readonly ContainerProps[];
  /** @default - the namespace's own account, without its token */
  readonly serviceAccount?: ServiceAccountUse;
  /** Names of Secrets. @default - none */
  readonly imagePullSecrets?: readonly string[];
  /** Labels of the pod besides those of its controller, as a share-one-node group. @default - none */
  readonly podLabels?: Labels;
  /** @default - none */
  readonly podAnnotations?: Readonly<Record<string, string>>;
  /** @default - any node */
  readonly scheduling?: Scheduling;
  /** Seconds between the signal to end and the kill. @default - Kubernetes' 30 */
  readonly terminationGracePeriodSeconds?: number;
}

/** The account that a pod runs as. */
export interface ServiceAccountUse {
  readonly name: string;
  /** Whether the pod gets its token: only for an account that has rights. */
  readonly token: boolean;
}

/** What a cdk8s-plus controller is built from, and what must be changed in the object that it renders. */
export interface PodParts {
  readonly pod: kplus.AbstractPodProps & { readonly podMetadata: { labels: Labels; annotations: Labels } };
  /** `template` is the pointer to the pod template in the rendered object. */
  readonly patches: (template: string) => JsonPatch[];
}

/** Turns our pod into cdk8s-plus' one. `labels` are those of the controller, its selector included. */
export function podParts(scope: Construct, labels: Labels, props: PodProps): PodParts {
  const references = new Construct(scope, 'References');
  const volumes = new Volumes(references, 'Volumes');
  const { containers, initContainers = [], serviceAccount, terminationGracePeriodSeconds: grace } = props;
  return {
    pod: {
      podMetadata: { labels: { ...labels, ...props.podLabels }, annotations: annotationsOf(props) },
      containers: containers.map((container) => toPlusContainer(references, volumes, container)),
      initContainers: initContainers.map((container) => toPlusContainer(references, volumes, container)),
      securityContext: identity(props),
      automountServiceAccountToken: serviceAccount?.token ?? false,
      ...(serviceAccount && {
        serviceAccount: kplus.ServiceAccount.fromServiceAccountName(references, 'ServiceAccount', serviceAccount.name),
      }),
      ...(grace !== undefined && { terminationGracePeriod: Duration.seconds(grace) }),
    },
    patches: (template) => [...patchesOf(template, props), ...volumes.patches(`${template}/spec`)],
  };
}

/** fsGroup only for claims: emptyDir, ConfigMap and Secret volumes are open to any uid already. */
function identity(props: PodProps): kplus.PodSecurityContextProps {
  if (assignsUids(props.platform)) return { ensureNonRoot: true };
  const user = props.user ?? nonRootUid;
  return { ensureNonRoot: true, user, ...(mountsClaim(props) && { fsGroup: user }) };
}

/** Whether uid and fsGroup are left to the platform. */
export function assignsUids(platform: PodPlatform): boolean {
  return (typeof platform === 'string' ? platforms[platform] : platform).assignsUids;
}

function mountsClaim(props: PodProps): boolean {
  return allContainers(props).some(({ mounts = [] }) => mounts.some((mount) => 'claim' in mount));
}

function annotationsOf(props: PodProps): Record<string, string> {
  const hashes = configMapsOf(props).map(({ name, contentHash }) => [name, contentHash] as const);
  const known = Object.fromEntries(hashes.filter(([, hash]) => hash !== undefined));
  return {
    ...(Object.keys(known).length > 0 && { [configHash]: contentHash(known) }),
    ...props.podAnnotations,
  };
}

function configMapsOf(props: PodProps): readonly ConfigMapSource[] {
  return allContainers(props).flatMap(({ mounts = [], env = {} }) => [
    ...mounts.flatMap((mount) => ('configMap' in mount ? [mount.configMap] : [])),
    ...Object.values(env).flatMap((value) =>
      typeof value !== 'string' && 'configMap' in value ? [value.configMap] : [],
    ),
  ]);
}

function allContainers({ containers, initContainers = [] }: PodProps): readonly ContainerProps[] {
  return [...initContainers, ...containers];
}

function patchesOf(template: string, props: PodProps): JsonPatch[] {
  const { containers, initContainers = [], imagePullSecrets = [], terminationGracePeriodSeconds } = props;
  const spec = `${template}/spec`;
  return [
    ...without(refused.template, template),
    ...containers.flatMap((container, index) => containerPatches(`${spec}/containers/${index}`, container)),
    ...initContainers.flatMap((container, index) => containerPatches(`${spec}/initContainers/${index}`, container)),
    ...(terminationGracePeriodSeconds === undefined ? without(['/terminationGracePeriodSeconds'], spec) : []),
    ...(imagePullSecrets.length === 0
      ? []
      : [
          JsonPatch.add(
            `${spec}/imagePullSecrets`,
            imagePullSecrets.map((name) => ({ name })),
          ),
        ]),
    ...schedulingPatches(spec, props.scheduling ?? {}),
  ];
}
