import { JsonPatch } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import type { ConfigMapSource } from './config-map';
import { size } from './quantity';
import { refused, without } from './refused-defaults';

type VolumeKind = 'config' | 'secret' | 'claim' | 'scratch' | 'token';

/**
 * A folder of a container. ConfigMaps and Secrets are mounted whole and read-only: the kubelet never updates a `subPath` of
 * them; a single file of a ConfigMap is for programs that want it among files of their image. Only kinds of volume that
 * Pod Security *restricted* permits exist here.
 */
export type Mount = ConfigMapMount | SecretMount | ClaimMount | EmptyDirMount | ApiTokenMount;

/** A ConfigMap as a read-only folder, or one key of it as a file. */
export interface ConfigMapMount {
  readonly path: string;
  readonly configMap: ConfigMapSource;
  /** The one key to mount, as the file `path`; a change reaches the pod by its restart. @default - the whole folder */
  readonly file?: string;
}

/** A Secret as a read-only folder. */
export interface SecretMount {
  readonly path: string;
  /** The Secret's name. */
  readonly secret: string;
  /** Whether the pod may start without it. @default false */
  readonly optional?: boolean;
}

/** The volume of a claim, or a folder of it. */
export interface ClaimMount {
  readonly path: string;
  /** The PersistentVolumeClaim's name. */
  readonly claim: string;
  /** @default false */
  readonly readOnly?: boolean;
  /** @default - the whole volume */
  readonly subPath?: string;
}

/** A folder that lives as long as the pod. */
export interface EmptyDirMount {
  readonly path: string;
  /** Name of the volume: containers of one pod that name the same share it. */
  readonly emptyDir: string;
  /** The kubelet evicts a pod that writes more. @default - as much as the node has */
  readonly sizeLimit?: string;
}

/**
 * The token of the pod's ServiceAccount, for one container of a pod whose others must not have it: programs find it where
 * Kubernetes would put it. The pod itself then asks for no token.
 */
export interface ApiTokenMount {
  readonly path: '/var/run/secrets/kubernetes.io/serviceaccount';
  readonly apiToken: true;
}

/** The one mount of that kind. */
export const apiToken: ApiTokenMount = { path: '/var/run/secrets/kubernetes.io/serviceaccount', apiToken: true };

/** What Kubernetes itself mounts there: the kubelet renews the token, and every namespace has that ConfigMap. */
const tokenSources = [
  { serviceAccountToken: { path: 'token', expirationSeconds: 3607 } },
  { configMap: { name: 'kube-root-ca.crt', items: [{ key: 'ca.crt', path: 'ca.crt' }] } },
  { downwardApi: { items: [{ path: 'namespace', fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.namespace' } }] } },
];

/** The volumes of one pod: mounts of the same source share one. */
export class Volumes {
  private readonly volumes = new Map<string, { readonly kind: VolumeKind; readonly volume: kplus.Volume }>();
  private readonly scope: Construct;

  public constructor(scope: Construct, id: string) {
    this.scope = new Construct(scope, id);
  }

  public mount(mount: Mount): kplus.VolumeMount {
    const { path } = mount;
    if ('emptyDir' in mount) return { path, volume: this.emptyDir(mount) };
    if ('configMap' in mount) {
      const file = mount.file !== undefined && { subPath: mount.file };
      return { path, volume: this.configMap(mount.configMap.name), readOnly: true, ...file };
    }
    if ('apiToken' in mount) return { path, volume: this.token(), readOnly: true };
    if ('secret' in mount) return { path, volume: this.secret(mount), readOnly: true };
    return {
      path,
      volume: this.claim(mount.claim),
      ...(mount.readOnly && { readOnly: true }),
      ...(mount.subPath !== undefined && { subPath: mount.subPath }),
    };
  }

  /** What differs in the rendered pod, whose spec `spec` points at: volumes stand there in the order of their mounting. */
  public patches(spec: string): JsonPatch[] {
    return [...this.volumes.values()].flatMap(({ kind }, index) => {
      const volume = `${spec}/volumes/${index}`;
      if (kind === 'claim') return without(refused.claimVolume, volume);
      if (kind !== 'token') return [];
      return [JsonPatch.remove(`${volume}/emptyDir`), JsonPatch.add(`${volume}/projected`, { sources: tokenSources })];
    });
  }

  /** cdk8s-plus knows no projected volume: an emptyDir stands for it until `patches`. */
  private token(): kplus.Volume {
    return this.once('token', '', () => kplus.Volume.fromEmptyDir(this.scope, 'api-token', 'api-token'));
  }

  private emptyDir({ emptyDir, sizeLimit }: EmptyDirMount): kplus.Volume {
    return this.once('scratch', emptyDir, (id) =>
      kplus.Volume.fromEmptyDir(this.scope, id, id, sizeLimit === undefined ? {} : { sizeLimit: size(sizeLimit) }),
    );
  }

  private configMap(name: string): kplus.Volume {
    return this.once('config', name, (id) => {
      const source = kplus.ConfigMap.fromConfigMapName(this.scope, `${id}-source`, name);
      return kplus.Volume.fromConfigMap(this.scope, id, source, { name: id });
    });
  }

  private secret({ secret, optional }: SecretMount): kplus.Volume {
    return this.once('secret', secret, (id) => {
      const source = kplus.Secret.fromSecretName(this.scope, `${id}-source`, secret);
      return kplus.Volume.fromSecret(this.scope, id, source, { name: id, ...(optional && { optional }) });
    });
  }

  private claim(name: string): kplus.Volume {
    return this.once('claim', name, (id) => {
      const source = kplus.PersistentVolumeClaim.fromClaimName(this.scope, `${id}-source`, name);
      return kplus.Volume.fromPersistentVolumeClaim(this.scope, id, source, { name: id });
    });
  }

  private once(kind: VolumeKind, name: string, make: (id: string) => kplus.Volume): kplus.Volume {
    const key = `${kind}/${name}`;
    const { volume } = this.volumes.get(key) ?? {
      volume: make(volumeName(kind === 'scratch' ? name : `${kind}-${name}`)),
    };
    this.volumes.set(key, { kind, volume });
    return volume;
  }
}

/** A volume's name is a DNS label: objects' names may also hold dots and be longer. */
function volumeName(name: string): string {
  return name
    .replace(/[^a-z0-9-]/g, '-')
    .slice(0, 63)
    .replace(/-+$/, '');
}
