import { kindKey, type Located } from '../../graph/located';
import { makers } from '../../graph/makers';
import type { Selector } from '../../graph/selector';
import { isBuiltInGroup } from '../../kinds/scope';
import { groupOf } from '../../model/manifest';
import type { Ref } from '../../model/ref';

/** Kinds whose controllers make nothing that others refer to, or just what the tables of makers say. */
const passive =
  /^((cert-manager|external-secrets|networking\.istio|security\.istio|snapshot\.storage\.k8s)\.io|(policy|cluster|addon|work)\.open-cluster-management\.io|dynamic-scoring\.open-cluster-management\.io)\/|^monitoring\.coreos\.com\/(PodMonitor|Probe|PrometheusRule|ServiceMonitor|ScrapeConfig)$|\/(AppProject|ImageStream|Project|Route|SecurityContextConstraints)$/;

const inferenceService = 'serving.kserve.io/InferenceService';

interface Maker {
  readonly name: string;
  /** Every text in it, since any may name the objects that its controller makes. */
  readonly texts: ReadonlySet<string>;
}

/**
 * Custom resources whose controllers we do not know. An operator calls what it makes by the name of the object, or as the
 * object says: a database `pg` brings the Secret `pg-app`, the Service `pg-rw` and pods with the label `cluster: pg`.
 */
export class OtherMakers {
  private readonly byNamespace = new Map<string, Maker[]>();

  add({ manifest, ref, uninstantiated }: Located): void {
    const key = kindKey(manifest);
    if (uninstantiated || ref.namespace === undefined || isBuiltInGroup(groupOf(manifest.apiVersion))) return;
    if (passive.test(key) || (makers.has(key) && key !== inferenceService)) return;
    const texts = new Set<string>();
    // What KServe makes has the name of the object; what that names besides, somebody else brings.
    if (key !== inferenceService) gather(manifest.spec, texts);
    const place = `${ref.cluster}/${ref.namespace}`;
    const known = this.byNamespace.get(place);
    const maker = { name: ref.name, texts };
    if (known) known.push(maker);
    else this.byNamespace.set(place, [maker]);
  }

  /** Whether one of them may make the object. */
  mayMake({ cluster, namespace, name }: Ref): boolean {
    return this.of(cluster, namespace).some((maker) => isMeant(name, maker));
  }

  /** Whether the pods of one of them may have the labels. */
  mayHavePods(cluster: string, namespace: string | undefined, { labels }: Selector): boolean {
    return this.of(cluster, namespace).some((maker) => Object.values(labels).some((value) => isMeant(value, maker)));
  }

  private of(cluster: string, namespace: string | undefined): readonly Maker[] {
    return this.byNamespace.get(`${cluster}/${namespace ?? ''}`) ?? [];
  }
}

function isMeant(text: string, { name, texts }: Maker): boolean {
  return texts.has(text) || `-${text.replaceAll('.', '-')}-`.includes(`-${name.replaceAll('.', '-')}-`);
}

function gather(value: unknown, texts: Set<string>): void {
  if (typeof value === 'string') texts.add(value);
  else if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) gather(inner, texts);
}
