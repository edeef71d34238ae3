import type { EnvironmentSource } from '../../environment/environment-source';
import type { ImageSettings } from '../../environment/images';
import { imagesOf } from '../../graph/images';
import { objectsIn, type Located } from '../../graph/located';
import { groupKind } from '../../kinds/group-kind';
import { findingAt, type Finding } from '../../model/finding';
import { parseImage } from '../../model/image-reference';
import { at, isObject } from '../../model/json';
import { label } from '../../model/manifest';
import { causeOf, formatPath, type Path } from '../../model/origin';
import { refKey } from '../../model/ref';
import type { Need, Rendered } from '../../model/unit';
import { imagePlaces } from './image-places';
import { imageUnlocked } from './images-lock';
import { named, wholeName, type ImageNaming } from './mirrored';

/** Gives images the names of their mirrors and digests, and pods their pull Secret. */
export class RenamedImages {
  /** Findings about images that are missing in the lock. */
  readonly findings: Finding[] = [];
  private readonly pulls = new Map<string, Need>();
  readonly naming: ImageNaming;

  /** @param digests from the lock; undefined without a lock */
  constructor(
    private readonly settings: ImageSettings,
    private readonly digests: ReadonlyMap<string, string> | undefined,
    private readonly source: EnvironmentSource,
  ) {
    this.naming = { mirrors: settings.mirrors, digests: digests ?? new Map() };
  }

  get isIdle(): boolean {
    const { mirrors, pullSecret } = this.settings;
    return Object.keys(mirrors).length === 0 && pullSecret === undefined && this.digests === undefined;
  }

  /** The pull Secrets of pods, one in each of their namespaces; complete after the last unit. */
  needs(): readonly Need[] {
    return [...this.pulls.values()];
  }

  apply(rendered: Rendered): Rendered {
    if (this.isIdle) return rendered;
    const copy = structuredClone(rendered.manifest);
    const changes: Path[] = [];
    const put = (path: Path, value: unknown) => {
      const parent = at(copy, ...path.slice(0, -1)) as Record<string | number, unknown>;
      parent[path.at(-1) ?? ''] = value;
      changes.push(path);
    };
    for (const located of objectsIn(rendered)) {
      for (const { image, path, before = '' } of imagePlaces(located)) {
        const own = named(image, this.naming);
        if (own !== image) put(path, `${before}${own}`);
        this.missLock(image, path, located);
      }
      for (const { path } of imagesOf(located)) this.pullBySecret(path, located, copy, put);
    }
    return changes.length > 0 ? { ...rendered, manifest: copy } : rendered;
  }

  private missLock(image: string, path: Path, { origin, manifest }: Located): void {
    if (this.digests === undefined || parseImage(image).digest !== undefined) return;
    if (this.digests.has(wholeName(image)) || image.startsWith('placeholder:')) return;
    const { settings, position } = causeOf(origin, path);
    this.findings.push(
      findingAt(imageUnlocked.fault('unlocked', { got: image }), {
        position: position ?? this.source.position(settings),
        path: `${label(manifest)} ${formatPath(path)}`,
        cluster: origin.cluster,
      }),
    );
  }

  /** @param image the path to the image of a container, whose pod names the Secret */
  private pullBySecret(
    image: Path,
    { ref, uninstantiated }: Located,
    copy: unknown,
    put: (path: Path, value: unknown) => void,
  ): void {
    const { pullSecret: name } = this.settings;
    if (name === undefined) return;
    if (ref.kind === 'MiniCluster') put([...image.slice(0, -1), 'imagePullSecret'], name);
    else {
      // A framework's container has its own key in the pod's spec; all others are in a list.
      const pod = image.slice(0, typeof image.at(-2) === 'number' ? -3 : -2);
      const secrets = at(copy, ...pod, 'imagePullSecrets');
      const there = Array.isArray(secrets) ? (secrets as unknown[]) : [];
      if (there.some((one) => isObject(one) && one.name === name)) return;
      put([...pod, 'imagePullSecrets'], [...there, { name }]);
    }
    if (uninstantiated || ref.namespace === undefined) return;
    const secret = { cluster: ref.cluster, ...groupKind('/Secret'), namespace: ref.namespace, name };
    this.pulls.set(refKey(secret), { ref: secret, why: 'pods of the namespace pull their images with it' });
  }
}
