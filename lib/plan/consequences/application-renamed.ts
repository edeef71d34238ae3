import { compare } from '../../model/finding';
import { releasesOf } from '../releases';
import { hasFinalizer } from '../removal';
import { kindOf } from '../running-object';
import type { Change } from '../change';
import type { Consequence } from '../consequence';

/** From this share of its objects on, an Application that goes counts as the one that comes. */
const share = 0.8;

/** An Application of another name is another Application: Argo CD deletes all that the old one has and makes it again. */
export const applicationRenamed: Consequence = {
  code: 'application-renamed',
  why: 'The name of an Application follows from environment, cluster and unit; renaming any of them triggers a rollout that nobody wants (argo-cd 28576).',

  *judge({ changes, base, head }) {
    const gone = new Map(changes.filter(isGone).map((change) => [change.old?.manifest.metadata.name, change]));
    if (gone.size === 0) return;
    const come = new Map(
      changes.flatMap(({ old, new: now }) =>
        old === undefined && now !== undefined && kindOf(now) === 'argoproj.io/Application'
          ? releasesOf(now.manifest, head).map((release) => [release, now.manifest.metadata.name] as const)
          : [],
      ),
    );
    for (const [name, change] of gone) {
      if (change.old === undefined || !hasFinalizer(change.old.manifest)) continue;
      const [target] = releasesOf(change.old.manifest, base).flatMap((release) => come.get(release) ?? []);
      if (target === undefined) continue;
      yield {
        change,
        reason: {
          class: 'danger',
          field: '',
          old: name,
          new: target,
          why: `${name ?? ''} becomes ${target}, which installs the same release: Argo CD deletes all of it and installs it again`,
          fix: 'Rename in two commits: first drop the finalizer of the old Application, then rename (plan --stages).',
        },
      };
    }
    const moves = new Map<string, Map<string, number>>();
    for (const { old, new: now, reasons } of changes) {
      if (!old?.application || !now?.application || !reasons.some(({ class: word }) => word === 'move')) continue;
      const targets = moves.get(old.application) ?? new Map<string, number>();
      moves.set(old.application, targets.set(now.application, (targets.get(now.application) ?? 0) + 1));
    }
    for (const [name, targets] of moves) {
      const [target, count] = [...targets].sort((a, b) => b[1] - a[1] || compare(a[0], b[0]))[0] ?? ['', 0];
      const change = gone.get(name);
      const [first] = changes.filter(({ old }) => old?.application === name);
      if (change === undefined || first?.old === undefined) continue;
      const all = base.filesOf(`${first.old.folder}/${first.old.unit}`).length;
      if (count < share * all) continue;
      yield {
        change,
        reason: {
          class: 'danger',
          field: '',
          old: name,
          new: target,
          why: `${name} becomes ${target} with ${count} of its objects: all of them are deleted and made again`,
          fix: 'Rename in two commits: first drop the finalizer of the old Application and mark its objects Prune=false, then rename (plan --stages).',
        },
      };
    }
  },

  bad: {
    base: { 'worker01/old': [account()] },
    head: { 'worker01/new': [account()] },
    says: ['danger Application argocd/example.worker01.old on hub01'],
  },
  good: { base: { 'worker01/old': [account()] }, head: { 'worker01/old': [] } },
};

function isGone(change: Change): boolean {
  return change.old !== undefined && change.new === undefined && kindOf(change.old) === 'argoproj.io/Application';
}

function account() {
  return { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'web', namespace: 'demo' } };
}
