import type { Located } from '../../graph/located';
import { fieldsOf } from '../../model/json';
import { findingKind } from '../../model/finding-kind';
import { collisions, fieldOf } from '../engine/fault';
import { objectRule } from '../engine/object-rule';
import type { Path } from '../../model/origin';
import { applicationOf, folderOf, sourcesOf } from './applications';

interface Fact extends Omit<Located, 'manifest'> {
  readonly at: Path;
  /** Repository, folder, cluster and namespace. */
  readonly key: string;
  readonly folder: string;
}

const finding = findingKind({
  code: 'application-overlap',
  why: 'Two Applications that sync one folder to one cluster take its objects from each other at every sync, and the first that is deleted deletes them for both.',
  fix: 'Keep one of the Applications, or give each a folder of its own.',
  messages: {
    both: 'got {got}, which Application {other} also syncs to the same cluster; keep one of them',
  },
});

/** One repository, whether it is cloned by https or ssh: as Argo CD compares addresses. */
function repositoryOf(url: unknown): string {
  const parts = /^(?:\w+:\/\/)?(?:[^@/]*@)?([^/:]+)(?::\d+\/|[/:])(.+)$/.exec(String(url));
  const [, host = '', path = ''] = parts ?? [];
  return `${host}/${path}`
    .toLowerCase()
    .replace(/\/+$/, '')
    .replace(/\.git$/, '');
}

/** The cluster of Argo CD itself has an address and a name. */
function clusterOf(name: unknown, server: unknown): string {
  const isOwn = name === 'in-cluster' || server === 'https://kubernetes.default.svc';
  return isOwn ? '' : `${String(name)} ${String(server)}`;
}

export const applicationOverlap = objectRule({
  ...finding,
  kinds: ['argoproj.io/v1alpha1/Application'],
  appliesTo: 'argo-cd',
  summary: 'No two Applications sync one folder to one cluster.',
  turnOff: 'When you move a folder from one Application to another, for as long as that takes.',

  *collect({ manifest, ...own }): Iterable<Fact> {
    const application = applicationOf(manifest);
    if (!application || own.uninstantiated) return;
    const { name, server, namespace } = fieldsOf(application.spec.destination);
    for (const { source, at } of sourcesOf(application)) {
      const { repoURL, path, targetRevision, directory, helm, kustomize, plugin } = source;
      // Other parameters may render other objects.
      if (typeof path !== 'string' || path === '') continue;
      const parameters = [directory, helm, kustomize, plugin];
      const rendered = parameters.every((each) => each === undefined) ? '' : JSON.stringify(parameters);
      const folder = folderOf(path);
      const where = [
        repositoryOf(repoURL),
        folder,
        targetRevision ?? 'HEAD',
        clusterOf(name, server),
        namespace,
        rendered,
      ];
      yield { ...own, at: [...at, 'path'], key: JSON.stringify(where), folder };
    }
  },

  *judge(facts) {
    for (const [first, ...others] of collisions(facts, ({ key }) => key))
      for (const fact of others)
        yield finding.fault('both', { got: fact.folder, other: first.ref.name }, fieldOf(fact, fact.at));
  },
});
