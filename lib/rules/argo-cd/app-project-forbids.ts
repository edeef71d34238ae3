import type { Located } from '../../graph/located';
import { groupKind } from '../../kinds/group-kind';
import { groupOf } from '../../model/manifest';
import { refKey, type Ref } from '../../model/ref';
import { findingKind } from '../../model/finding-kind';
import type { ApplicationSpec, ApplicationSpecDestination } from '../../../imports/objects/argoproj.io';
import { isTyped, type ObjectOf } from '../engine/object-rule';
import { fieldOf } from '../engine/fault';
import type { Fault, Rule } from '../engine/rule';
import { hasParameter } from './applications';
import { Destinations, matches, permits } from './app-project-destinations';

type Target = ApplicationSpecDestination;

interface Project {
  readonly repos: readonly string[];
  readonly destinations: Destinations;
  readonly clusterKinds: readonly Kind[];
  /** All where the project lists none. */
  readonly namespacedKinds: readonly Kind[] | undefined;
  /** Namespaces besides its own whose Applications may belong to it. */
  readonly namespaces: readonly string[];
  /** Kinds that it forbids. */
  readonly refused: readonly Kind[];
}

interface Kind {
  readonly group: string;
  readonly kind: string;
}

interface Application {
  readonly located: Omit<Located, 'manifest'>;
  readonly project: Ref;
  readonly target: Target;
  readonly sources: readonly { readonly repo: string; readonly path: string | undefined }[];
  readonly makesNamespace: boolean;
  /** Parameters of an ApplicationSet fill in its destination. */
  readonly isOpen: boolean;
}

/** An object in a folder. */
interface Item extends Kind {
  readonly unit: Located['origin'];
  readonly namespace: string | undefined;
}

type Fact = { readonly project: Project; readonly ref: Ref } | { readonly application: Application } | Item;

const finding = findingKind({
  code: 'app-project-forbids',
  why: 'When an AppProject forbids a single object of an Application, Argo CD refuses to sync the whole Application.',
  fix: 'Permit what the message names in the AppProject, or move the Application to another project.',
  messages: {
    namespace: 'got {got}, whose Applications {who} does not permit; list it under sourceNamespaces',
    source: 'got {got}, which {who} does not permit; list it under sourceRepos',
    destination: 'got {got} with namespace {namespace}, which {who} does not permit; list it under destinations',
    createNamespace: 'got CreateNamespace=true, and {who} does not permit {what}; {remedy}',
    kind: 'got {got}, which does not permit {what}; {remedy}',
  },
});

export const appProjectForbids: Rule<Fact> = {
  ...finding,
  appliesTo: 'argo-cd',
  summary: 'Every AppProject permits what its Applications sync: source, destination, namespaces and kinds.',
  turnOff: 'When someone else widens the AppProject outside this repository before the sync.',

  *collect(_, { objects: [outer] }) {
    const { manifest, ref, origin } = outer;
    if (isTyped(outer, 'argoproj.io/v1alpha1/AppProject')) yield { project: readProject(outer.manifest), ref };
    if (isTyped(outer, 'argoproj.io/v1alpha1/Application'))
      yield { application: readApplication(outer.manifest.spec, outer) };
    if (isTyped(outer, 'argoproj.io/v1alpha1/ApplicationSet')) {
      const { spec } = outer.manifest.spec.template;
      // A finding about its Applications points into the template.
      if (!hasParameter(spec.project))
        yield { application: readApplication(spec, { ...outer, path: [...outer.path, 'spec', 'template'] }) };
    }
    const { namespace } = manifest.metadata;
    yield { unit: origin, group: groupOf(manifest.apiVersion), kind: manifest.kind, namespace };
  },

  *judge(facts, { input: { folderOf } }) {
    const projects = new Map<string, Project>();
    const byName = new Map<string, { readonly ref: Ref; readonly project: Project }>();
    const folders = new Map<string, Map<string, Item>>();
    const names = new Map<string, string>();
    for (const fact of facts) {
      if ('project' in fact) {
        projects.set(refKey(fact.ref), fact.project);
        byName.set(`${fact.ref.cluster}/${fact.ref.name}`, fact);
      }
      if (!('unit' in fact) || !folderOf) continue;
      const { unit, group, kind, namespace = '' } = fact;
      const key = `${unit.cluster}/${unit.unit}`;
      const folder = names.get(key) ?? folderOf(unit);
      names.set(key, folder);
      const items = folders.get(folder) ?? new Map<string, Item>();
      folders.set(folder, items.set(`${group}/${kind}/${namespace}`, fact));
    }
    for (const fact of facts) {
      if (!('application' in fact)) continue;
      const { application } = fact;
      const own = projects.get(refKey(application.project));
      // An Application in a namespace of its team belongs to a project where Argo CD runs.
      const other = byName.get(`${application.project.cluster}/${application.project.name}`);
      if (own) yield* judgeApplication(application, own, folders);
      else if (other) yield* judgeAbroad(application, other, folders);
    }
  },
};

function* judgeAbroad(
  application: Application,
  { ref, project }: { readonly ref: Ref; readonly project: Project },
  folders: ReadonlyMap<string, ReadonlyMap<string, Item>>,
): Iterable<Fault> {
  const { namespace = '' } = application.project;
  const who = `AppProject ${ref.namespace ?? ''}/${ref.name}`;
  if (!permits(project.namespaces, namespace))
    yield finding.fault('namespace', { got: namespace, who }, fieldOf(application.located, ['metadata', 'namespace']));
  else yield* judgeApplication({ ...application, project: ref }, project, folders);
}

function* judgeApplication(
  { located, project: { namespace = '', name }, target, sources, makesNamespace, isOpen }: Application,
  project: Project,
  folders: ReadonlyMap<string, ReadonlyMap<string, Item>>,
): Iterable<Fault> {
  const who = `AppProject ${namespace}/${name}`;
  const where = target.name ?? target.server ?? 'no cluster';
  for (const { repo } of sources)
    if (!permits(project.repos, repo, '[^/]*'))
      yield finding.fault('source', { got: repo, who }, fieldOf(located, ['spec', 'source', 'repoURL']));
  if (isOpen) return;
  const allows = (inside: string | undefined): boolean => project.destinations.permit(target, inside ?? '');
  if (!allows(target.namespace))
    yield finding.fault(
      'destination',
      { got: where, namespace: target.namespace ?? '', who },
      fieldOf(located, ['spec', 'destination']),
    );
  if (makesNamespace)
    for (const forbidden of forbiddenOf(
      { unit: located.origin, group: '', kind: 'Namespace', namespace: undefined },
      project,
      allows,
    ))
      yield finding.fault(
        'createNamespace',
        { who, ...forbidden },
        fieldOf(located, ['spec', 'syncPolicy', 'syncOptions']),
      );
  const told = new Set<string>();
  for (const { path } of sources)
    for (const item of (path === undefined ? undefined : folders.get(path))?.values() ?? [])
      for (const forbidden of forbiddenOf(item, project, allows)) {
        const key = JSON.stringify(forbidden);
        if (told.has(key)) continue;
        told.add(key);
        yield finding.fault('kind', { got: name, ...forbidden }, fieldOf(located, ['spec', 'project']));
      }
}

/** The part of an object that a project does not permit, and the remedy. */
interface Forbidden {
  readonly what: string;
  readonly remedy: string;
}

function forbiddenOf(item: Item, project: Project, allows: (namespace: string | undefined) => boolean): Forbidden[] {
  const { kind, group, namespace } = item;
  const among = (kinds: readonly Kind[]): boolean =>
    kinds.some((entry) => matches(entry.kind, kind) && matches(entry.group, group));
  const what = `${kind}${group === '' ? '' : ` of ${group}`}`;
  const found: Forbidden[] = [];
  if (
    namespace === undefined ? !among(project.clusterKinds) : project.namespacedKinds && !among(project.namespacedKinds)
  )
    found.push({
      what,
      remedy: `list it under ${namespace === undefined ? 'clusterResourceWhitelist' : 'namespaceResourceWhitelist'}`,
    });
  else if (among(project.refused)) found.push({ what, remedy: 'take it off the blacklist' });
  if (namespace !== undefined && !allows(namespace))
    found.push({ what: `namespace ${namespace} there`, remedy: 'list it under destinations' });
  return found;
}

function readApplication(
  { project: name, source, sources = [], destination, syncPolicy }: ApplicationSpec,
  { manifest, ...located }: Located,
): Application {
  const { namespace = '' } = manifest.metadata;
  return {
    isOpen: [destination.name, destination.server, destination.namespace].some(hasParameter),
    located,
    project: { cluster: located.ref.cluster, ...groupKind('argoproj.io/AppProject'), namespace, name },
    target: destination,
    sources: [...(source ? [source] : []), ...sources]
      .filter(({ repoURL }) => !hasParameter(repoURL))
      .map(({ repoURL, path }) => ({ repo: repoURL, path })),
    makesNamespace:
      syncPolicy?.syncOptions?.includes('CreateNamespace=true') === true && (destination.namespace ?? '') !== '',
  };
}

function readProject({ spec }: ObjectOf<'argoproj.io/v1alpha1/AppProject'>): Project {
  return {
    repos: spec.sourceRepos ?? [],
    destinations: new Destinations(spec.destinations ?? []),
    clusterKinds: spec.clusterResourceWhitelist ?? [],
    namespacedKinds: spec.namespaceResourceWhitelist,
    namespaces: spec.sourceNamespaces ?? [],
    refused: [...(spec.clusterResourceBlacklist ?? []), ...(spec.namespaceResourceBlacklist ?? [])],
  };
}
