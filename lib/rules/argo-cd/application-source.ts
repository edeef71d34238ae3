import type { Located } from '../../graph/located';
import { fieldsOf } from '../../model/json';
import type { Manifest } from '../../model/manifest';
import { findingKind } from '../../model/finding-kind';
import { hint } from '../../model/words';
import { fieldOf } from '../engine/fault';
import { objectRule } from '../engine/object-rule';
import type { Fault } from '../engine/rule';
import { givesOne, unknownParameters } from './generator-parameters';
import { applicationOf, hasParameter, sourcesOf } from './applications';

const finding = findingKind({
  code: 'application-source',
  why: 'Argo CD does not render an Application whose sources do not fit together, or that names its cluster twice: its status stays Unknown.',
  fix: 'Set what the message names.',
  messages: {
    valueFile: 'got {got}, and no source has ref: {ref}; add ref to the one that holds the file',
    refTwice: 'got {got}, which another source also has; each ref names one source',
    twoClusters: 'got both name and server; name the cluster by one of them',
    chartRevision: 'got a chart without targetRevision; name its version',
    parameter: 'got {got}, a name without a parameter: every element makes the same Application; put one in',
    notGo: 'got {got}; without goTemplate: true, write the parameter without the dot',
    unknown: 'got {got}, which no generator gives; {hint}',
    notFast: 'got {got}; with goTemplate: true, write the parameter with a dot',
  },
});

export const applicationSource = objectRule({
  ...finding,
  kinds: ['argoproj.io/v1alpha1/Application', 'argoproj.io/v1alpha1/ApplicationSet'],
  appliesTo: 'argo-cd',
  summary: 'The sources of every Application and ApplicationSet fit together, and name one cluster.',
  turnOff: 'When a plug-in of your Argo CD resolves what the message names.',

  *collect(located): Iterable<Fault> {
    const application = applicationOf(located.manifest);
    if (!application) return;
    const sources = sourcesOf(application);
    const refs = sources.flatMap(({ source }) => (typeof source.ref === 'string' ? [source.ref] : []));
    for (const { source, at } of sources) {
      const { ref, chart, targetRevision, helm } = source;
      if (typeof ref === 'string' && refs.filter((other) => other === ref).length > 1)
        yield finding.fault('refTwice', { got: ref }, fieldOf(located, [...at, 'ref']));
      if (typeof chart === 'string' && chart !== '' && (targetRevision === undefined || targetRevision === ''))
        yield finding.fault('chartRevision', {}, fieldOf(located, at));
      const files: unknown = fieldsOf(helm).valueFiles;
      for (const [index, file] of (Array.isArray(files) ? files : []).entries()) {
        const name = typeof file === 'string' ? /^\$([^/{$]+)\//.exec(file)?.[1] : undefined;
        if (name !== undefined && !refs.includes(name) && !refs.some(hasParameter))
          yield finding.fault(
            'valueFile',
            { got: String(file), ref: name },
            fieldOf(located, [...at, 'helm', 'valueFiles', index]),
          );
      }
    }
    const { name, server } = fieldsOf(application.spec.destination);
    if (typeof name === 'string' && name !== '' && typeof server === 'string' && server !== '')
      yield finding.fault('twoClusters', {}, fieldOf(located, [...application.at, 'destination']));
    if (application.isTemplate) yield* templateFaults(located, located.manifest);
  },

  judge: (faults) => faults,
});

/** The faults of the name that an ApplicationSet gives to its Applications. */
function* templateFaults(located: Omit<Located, 'manifest'>, manifest: Manifest): Iterable<Fault> {
  for (const { at: path, got, known } of unknownParameters(manifest))
    yield finding.fault('unknown', { got, ...hint(got, known, 'given are') }, fieldOf(located, path));
  const { spec } = manifest;
  const { template, goTemplate } = fieldsOf(spec);
  const { name } = fieldsOf(fieldsOf(template).metadata);
  if (typeof name !== 'string') return;
  const at = fieldOf(located, ['spec', 'template', 'metadata', 'name']);
  const parameter = /\{\{-?\s*(\.?)[A-Za-z]/.exec(name);
  if (!name.includes('{{')) {
    if (!givesOne(manifest)) yield finding.fault('parameter', { got: name }, at);
  } else if (parameter?.[1] === '.' && goTemplate !== true) yield finding.fault('notGo', { got: name }, at);
  else if (goTemplate === true && /^\{\{\s*[a-z]+(\.[a-z]+)*\s*\}\}$/i.test(/\{\{.*?\}\}/.exec(name)?.[0] ?? ''))
    yield finding.fault('notFast', { got: name }, at);
}
