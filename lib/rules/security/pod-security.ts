import { isObject } from '../../graph/field-pattern';
import { kindKey, type Located } from '../../graph/located';
import { podKinds, podTemplate } from '../../graph/pod-template';
import type { Manifest } from '../../model/manifest';
import { podSecurityReason } from '../../model/marker';
import { formatPath } from '../../model/origin';
import { refKey } from '../../model/ref';
import { faultAt } from '../engine/fault';
import { levels, shortfalls, type Level, type Shortfall } from './pod-security-profile';
import type { Rule } from '../engine/rule';

type Fact =
  | { readonly namespace: string; readonly level: Level }
  | { readonly located: Pick<Located, 'ref' | 'origin'>; readonly found: readonly Shortfall[] };

/** Every pod meets the level of its namespace; where nobody says which, `restricted`. */
export const podSecurity: Rule<Fact> = {
  code: 'pod-security',
  kinds: ['/Namespace', ...podKinds],
  severity: 'error',
  why: 'A namespace refuses pods that fall short of its Pod Security level: the workload is accepted and its pods never come.',
  fix: `Set the field that the message names; where the pods cannot do without, give their namespace a laxer level and say why in the annotation \`${podSecurityReason}\`, on the workload where the namespace is somebody else's.`,

  *collect(_, { objects }) {
    for (const located of objects) {
      const { manifest, ref, origin, uninstantiated } = located;
      if (uninstantiated) continue;
      const level = kindKey(manifest) === '/Namespace' ? enforcedLevel(manifest) : undefined;
      if (level) yield { namespace: refKey(ref), level };
      if (kindKey(manifest) === 'flux-framework.org/MiniCluster') continue;
      const template = podTemplate(located);
      if (!template || hasReason(manifest.metadata.annotations) || hasReason(template.annotations)) continue;
      const found = shortfalls(template);
      if (found.length > 0) yield { located: { ref, origin }, found };
    }
  },

  *judge(facts) {
    const enforced = new Map(facts.flatMap((fact) => ('level' in fact ? [[fact.namespace, fact.level] as const] : [])));
    for (const fact of facts) {
      if (!('located' in fact)) continue;
      const { cluster, namespace = '' } = fact.located.ref;
      const told = enforced.get(refKey({ cluster, kind: 'Namespace', name: namespace }));
      const level = told ?? 'restricted';
      const refused = fact.found.filter((found) => levels.indexOf(found.level) <= levels.indexOf(level));
      for (const [first, ...more] of byOwner(refused)) {
        const message = [first, ...more].map((found) => sentence(found, more.length > 0)).join('; ');
        const path = more.length > 0 ? first.owner : first.path;
        yield faultAt(
          fact.located,
          path,
          `${message} (${told ? `namespace ${namespace} is ${level}` : `nothing makes namespace ${namespace} less than restricted`})`,
        );
      }
    }
  },

  bad: {
    units: { 'worker01/demo': [namespace('demo', 'baseline'), pod('demo'), pod('other')] },
    findings: [
      'Pod demo/web spec.volumes[0].hostPath: got hostPath; use a PersistentVolumeClaim or emptyDir (namespace demo is baseline)',
      'Pod other/web spec.volumes[0].hostPath: got hostPath; use a PersistentVolumeClaim or emptyDir (nothing makes namespace other less than restricted)',
      'Pod other/web spec.containers[0]: securityContext.allowPrivilegeEscalation got nothing, set false; securityContext.runAsNonRoot got nothing, set true (nothing makes namespace other less than restricted)',
    ],
  },
  good: { 'worker01/demo': [namespace('demo', 'privileged'), pod('demo')] },
};

/** What one container lacks is one finding. */
function byOwner(found: readonly Shortfall[]): (readonly [Shortfall, ...Shortfall[]])[] {
  const groups = new Map<string, [Shortfall, ...Shortfall[]]>();
  for (const shortfall of found) {
    const key = formatPath(shortfall.owner);
    const group = groups.get(key);
    if (group) group.push(shortfall);
    else groups.set(key, [shortfall]);
  }
  return [...groups.values()];
}

function sentence({ path, owner, message }: Shortfall, named: boolean): string {
  return named ? `${formatPath(path.slice(owner.length))} ${message.replace('; ', ', ')}` : message;
}

function enforcedLevel({ metadata }: Manifest): Level | undefined {
  const label = metadata.labels?.['pod-security.kubernetes.io/enforce'];
  return levels.find((level) => level === label);
}

function hasReason(annotations: unknown): boolean {
  return isObject(annotations) && annotations[podSecurityReason] !== undefined;
}

function namespace(name: string, level: Level): Manifest {
  const labels = { 'pod-security.kubernetes.io/enforce': level };
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } };
}

function pod(namespace: string): Manifest {
  const securityContext = {
    capabilities: { drop: ['ALL'] },
    seccompProfile: { type: 'RuntimeDefault' },
  };
  const volumes = [{ name: 'logs', hostPath: { path: '/var/log' } }];
  const spec = { containers: [{ name: 'web', image: 'web:1.0', securityContext }], volumes };
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web', namespace }, spec };
}
