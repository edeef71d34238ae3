import { find, parsePattern } from '../../graph/field-pattern';
import { isObject } from '../../model/json';
import { repositoryOfPage } from '../../model/repository-page';
import { findingKind } from '../../model/finding-kind';
import { fieldOf } from '../engine/fault';
import { objectRule } from '../engine/object-rule';

/** Where Argo CD learns of a repository: in an Application, in the template of an ApplicationSet, and in its generators. */
const sources = [
  'spec.source',
  'spec.sources[*]',
  'spec.template.spec.source',
  'spec.template.spec.sources[*]',
  'spec.generators[*].git',
  'spec.generators[*].matrix.generators[*].git',
  'spec.generators[*].merge.generators[*].git',
].map(parsePattern);

const finding = findingKind({
  code: 'repository-page',
  why: 'Git finds no repository at the address that a browser shows of a branch or a file, so the Application never compares.',
  fix: 'Write the address of the repository, and the branch into `targetRevision`.',
  messages: {
    page: 'got {got}, a page for browsers; write {repository}, which Git clones, and the branch as revision',
  },
});

export const repositoryPage = objectRule({
  ...finding,
  kinds: ['argoproj.io/v1alpha1/Application', 'argoproj.io/v1alpha1/ApplicationSet'],
  summary: 'Every `repoURL` is the address that Git clones, not that of a page of the repository.',
  turnOff: 'When your Git server has repositories at such addresses.',

  *collect(located) {
    for (const source of sources)
      for (const { value, path } of find(source, located.manifest, [])) {
        // A chart's address is that of an index, which may lie anywhere.
        if (!isObject(value) || typeof value.repoURL !== 'string' || value.chart !== undefined) continue;
        const repository = repositoryOfPage(value.repoURL);
        if (repository !== undefined)
          yield finding.fault('page', { got: value.repoURL, repository }, fieldOf(located, [...path, 'repoURL']));
      }
  },

  judge: (faults) => faults,
});
