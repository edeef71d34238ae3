import { nearest } from '../../model/words';
import { findingKind } from '../../model/finding-kind';
import { fieldOf } from '../engine/fault';
import { objectRule } from '../engine/object-rule';
import type { Fault } from '../engine/rule';
import { applicationOf, hasParameter, syncOptionsOf } from './applications';

/** The options of an Application and the values that Argo CD knows, from the documentation of 3.1. */
const options: Readonly<Record<string, readonly string[]>> = {
  ApplyOutOfSyncOnly: ['true', 'false'],
  ClientSideApplyMigration: ['true', 'false'],
  CreateNamespace: ['true', 'false'],
  Delete: ['false', 'confirm', 'true'],
  FailOnSharedResource: ['true', 'false'],
  Force: ['true', 'false'],
  Prune: ['false', 'confirm', 'true'],
  PruneLast: ['true', 'false'],
  PrunePropagationPolicy: ['foreground', 'background', 'orphan'],
  Replace: ['true', 'false'],
  RespectIgnoreDifferences: ['true', 'false'],
  ServerSideApply: ['true', 'false'],
  SkipDryRunOnMissingResource: ['true', 'false'],
  Validate: ['true', 'false'],
};

const finding = findingKind({
  code: 'sync-option-unknown',
  why: 'Argo CD silently ignores an unknown sync option: the namespace is not created, or the server applies nothing.',
  fix: 'Write the option as the documentation of Argo CD does, such as `CreateNamespace=true`.',
  messages: {
    option: 'got {got}; {remedy}',
    value: 'got {got}; {name} is {expected:or}',
  },
});

export const syncOptionUnknown = objectRule({
  ...finding,
  kinds: ['argoproj.io/v1alpha1/Application', 'argoproj.io/v1alpha1/ApplicationSet'],
  appliesTo: 'argo-cd',
  summary: 'Every sync option of an Application is one that Argo CD reads.',
  turnOff: 'When your Argo CD is newer than this program and knows the option.',

  *collect(located): Iterable<Fault> {
    const application = applicationOf(located.manifest);
    if (!application) return;
    for (const [index, option] of syncOptionsOf(application).entries()) {
      if (typeof option !== 'string' || hasParameter(option)) continue;
      const at = fieldOf(located, [...application.at, 'syncPolicy', 'syncOptions', index]);
      const [name = '', value = ''] = option.split('=');
      const values = options[name];
      if (values === undefined) {
        const suggestion = nearest(name, Object.keys(options));
        const remedy = suggestion === undefined ? 'Argo CD knows no such option' : `did you mean ${suggestion}?`;
        yield finding.fault('option', { got: option, remedy, ...(suggestion && { suggestion }) }, at);
      } else if (!values.includes(value)) yield finding.fault('value', { got: option, name, expected: values }, at);
    }
  },

  judge: (faults) => faults,
});
