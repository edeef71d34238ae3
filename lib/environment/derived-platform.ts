import type { Present, Platform } from '../model/platform';
import { isObject } from '../model/json';
import { isPlatformName, platforms } from '../platforms/catalogue';
import { generic } from '../platforms/generic';
import { named, present } from '../platforms/present';
import { ownPlatform, type OwnPlatform } from './own-platform';

/**
 * Every platform of an environment by its name: the known ones, and those that it derives from them. One derived from an unknown
 * platform, or from itself, counts as generic: the schema reports it.
 *
 * @param own the block `platforms`, not yet checked
 */
export function derivedPlatforms(own: Readonly<Record<string, unknown>>): ReadonlyMap<string, Platform> {
  const all = new Map<string, Platform>(Object.entries(platforms));
  for (const name of Object.keys(own)) if (!isPlatformName(name)) all.set(name, derived(name, own, new Set()));
  return all;
}

/** The platforms that one is derived from, nearest first; ends before the first repetition. */
export function ancestors(name: string, own: Readonly<Record<string, unknown>>): readonly string[] {
  const chain: string[] = [];
  for (let next = likeOf(own[name]); next !== undefined && !chain.includes(next); next = likeOf(own[next]))
    chain.push(next);
  return chain;
}

function likeOf(entry: unknown): string | undefined {
  return isObject(entry) && typeof entry.like === 'string' ? entry.like : undefined;
}

function derived(name: string, own: Readonly<Record<string, unknown>>, above: ReadonlySet<string>): Platform {
  if (isPlatformName(name)) return platforms[name];
  const entry = Object.hasOwn(own, name) ? own[name] : undefined;
  const like = likeOf(entry);
  const inner = new Set([...above, name]);
  const base = like === undefined || inner.has(like) ? generic : derived(like, own, inner);
  const settings = ownPlatform.safeParse(entry);
  return settings.success ? withOwn(name, base, settings.data) : { ...base, name };
}

/** A platform with the settings of an environment; each replaces the inherited one. */
function withOwn(name: string, base: Platform, settings: OwnPlatform): Platform {
  const { storageClass, loadBalancer, ingressClass, prometheus, podSecurity, argocd } = settings;
  const { loadBalancer: inherited, ...rest } = base;
  const balancing =
    loadBalancer === undefined || loadBalancer === false
      ? inherited
      : { annotations: loadBalancer.annotations ?? {}, internal: loadBalancer.internal ?? {} };
  return {
    ...rest,
    name,
    ...(storageClass !== undefined && { storage: { ...base.storage, class: storageClass } }),
    ...(loadBalancer !== false && balancing && { loadBalancer: balancing }),
    ...(ingressClass !== undefined && { ingressClass }),
    ...(prometheus !== undefined && { monitoring: { hosts: /^(?!)/, url: prometheus.url } }),
    ...(podSecurity !== undefined && { podSecurity }),
    ...(argocd !== undefined && { argocd: { ...base.argocd, namespace: argocd.namespace } }),
    present: [...base.present, ...brought(settings)],
  };
}

/** Objects that the settings of a platform name: they count as present. */
function brought({ storageClass, ingressClass, prometheus }: OwnPlatform): Present[] {
  const service = prometheus && serviceAt(prometheus.url);
  return [
    ...(storageClass === undefined ? [] : [present({ 'storage.k8s.io/StorageClass': named(storageClass) })]),
    ...(ingressClass === undefined ? [] : [present({ 'networking.k8s.io/IngressClass': named(ingressClass) })]),
    ...(service === undefined ? [] : [present({ '/Service': named(service) })]),
    ...(prometheus?.operator === true ? [present({ APIGroup: named('monitoring.coreos.com') })] : []),
  ];
}

/** `namespace/name` of the Service that a URL leads to inside its cluster. */
function serviceAt(url: string): string | undefined {
  const [, name, namespace] = /^([^.]+)\.([^.]+)\.svc(\.cluster\.local)?$/.exec(new URL(url).hostname) ?? [];
  return name === undefined ? undefined : `${namespace ?? ''}/${name}`;
}
