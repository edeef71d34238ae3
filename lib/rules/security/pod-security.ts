import { kindKey, type Located } from '../../graph/located';
import { groupKind } from '../../kinds/group-kind';
import type { Manifest } from '../../model/manifest';
import { podSecurityReason } from '../../model/marker';
import { formatPath } from '../../model/origin';
import { refKey } from '../../model/ref';
import { plain } from '../../model/words';
import { findingKind } from '../../model/finding-kind';
import { podKinds, podOf } from '../engine/pod';
import { fieldAt } from '../engine/fault';
import { levels, shortfalls, type Level, type Shortfall } from './pod-security-profile';
import type { Rule } from '../engine/rule';

type Fact =
  | { readonly namespace: string; readonly level: Level }
  | { readonly located: Pick<Located, 'ref' | 'origin'>; readonly found: readonly Shortfall[] };

const finding = findingKind({
  code: 'pod-security',
  why: 'A namespace rejects pods that do not meet its Pod Security level: the API server accepts the workload, and its pods never start.',
  fix: `Set the field that the message names. If the pods cannot do without, give their namespace a laxer level and say why in the annotation \`${podSecurityReason}\`: on the Namespace, or on the workload if the namespace belongs to someone else.`,
  messages: {
    one: 'got {got}; {remedy} ({standard})',
    several: '{shortfalls} ({standard})',
  },
});

export const podSecurity: Rule<Fact> = {
  ...finding,
  kinds: ['/Namespace', ...podKinds],
  summary: 'Every pod meets the Pod Security level of its namespace.',
  turnOff: 'When the clusters do not run the Pod Security admission plug-in.',

  *collect(_, { objects }) {
    for (const located of objects) {
      const { manifest, ref, origin, uninstantiated } = located;
      if (uninstantiated) continue;
      const level = kindKey(manifest) === '/Namespace' ? enforcedLevel(manifest) : undefined;
      if (level) yield { namespace: refKey(ref), level };
      const pod = podOf(located);
      if (!pod || hasReason(manifest.metadata.annotations) || hasReason(pod.annotations)) continue;
      const found = shortfalls(pod);
      if (found.length > 0) yield { located: { ref, origin }, found };
    }
  },

  *judge(facts, fleet) {
    // Kubernetes admits every pod where no label says otherwise; our own namespaces are restricted unless they say why not.
    const unlabeled: Level = fleet.demands('scorewright') ? 'restricted' : 'privileged';
    const enforced = new Map(facts.flatMap((fact) => ('level' in fact ? [[fact.namespace, fact.level] as const] : [])));
    for (const fact of facts) {
      if (!('located' in fact)) continue;
      const { cluster, namespace = '' } = fact.located.ref;
      const told = enforced.get(refKey({ cluster, ...groupKind('/Namespace'), name: namespace }));
      const level = told ?? unlabeled;
      const standard = told
        ? `namespace ${namespace} is ${level}`
        : `nothing makes namespace ${namespace} less than restricted`;
      const refused = fact.found.filter((found) => levels.indexOf(found.level) <= levels.indexOf(level));
      for (const [first, ...more] of byOwner(refused)) {
        const { got, remedy } = first;
        yield more.length === 0
          ? finding.fault('one', { got, remedy, standard }, fieldAt(fact.located, first.path))
          : finding.fault(
              'several',
              { shortfalls: sentence([first, ...more]), standard },
              fieldAt(fact.located, first.owner),
            );
      }
    }
  },
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

function sentence(found: readonly Shortfall[]): string {
  return found
    .map(({ path, owner, got, remedy }) => `${formatPath(path.slice(owner.length))} got ${plain(got)}, ${remedy}`)
    .join('; ');
}

function enforcedLevel({ metadata }: Manifest): Level | undefined {
  const label = metadata.labels?.['pod-security.kubernetes.io/enforce'];
  return levels.find((level) => level === label);
}

function hasReason(annotations: Readonly<Record<string, string>> = {}): boolean {
  return annotations[podSecurityReason] !== undefined;
}
