import { valueAt } from '../kinds/changed';
import { groupOf, type Manifest } from '../model/manifest';
import type { Reason } from './change';
import type { EnvironmentSide } from './environment-side';
import { kindOf, syncOptionsOf, type RunningObject } from './running-object';

/** Both sides, for what of an object's surroundings stays. */
export interface Removal {
  readonly base: EnvironmentSide;
  readonly head: EnvironmentSide;
  /** The environment that takes over from one that has let go of its objects. @default - none */
  readonly heir?: Heir;
}

export interface Heir {
  readonly name: string;
  readonly delivers: (object: RunningObject) => boolean;
}

/** Kinds that take data or the work of others with them. */
const grave: Readonly<Record<string, string>> = {
  '/Namespace': 'everything in it goes with it, of other teams too',
  '/PersistentVolume': 'the volume goes, and with reclaimPolicy Delete its data',
  '/PersistentVolumeClaim': 'the volume behind it goes with its data, unless its class retains it',
  'apiextensions.k8s.io/CustomResourceDefinition': 'every object of the kind goes with it, on the whole cluster',
  'cluster.open-cluster-management.io/ManagedCluster': 'the cluster leaves the hub: its works and add-ons go',
  'cluster.open-cluster-management.io/ManagedClusterSetBinding':
    'Placements of the namespace choose nothing any more: the works that they place are deleted',
  'storage.k8s.io/StorageClass': 'claims of this class are bound no more',
};

/** What becomes of an object that is in the tree no more. */
export function reasonsOfRemoval(old: RunningObject, removal: Removal): Reason[] {
  if (old.deliverer === 'person') return [inherited(old, removal) ?? byHand(old)];
  if (!removal.head.exists) return [inherited(old, removal) ?? ofGoneEnvironment(removal.base)];
  if (hasRoot(removal.base) && !hasRoot(removal.head)) return [ofLastUnit(removal.base)];
  if (removal.base.hub !== removal.head.hub) return [ofOldHub(removal)];
  if (old.inTemplate) return [gone('remove', 'the Template makes it no more; what was made of it stays')];
  const orphaned = whyOrphaned(old, removal);
  if (orphaned) return [orphaned];
  const kept = whyKept(old);
  if (kept) return [kept];
  const { syncOptions } = { syncOptions: syncOptionsOf(old.manifest) };
  const asks = syncOptions.includes('Prune=confirm') || syncOptions.includes('Delete=confirm');
  const how = asks
    ? 'pruned once somebody confirms (argocd.argoproj.io/deletion-approved)'
    : old.agent === undefined
      ? 'pruned'
      : 'deleted by the work agent, in the background';
  const stake = grave[kindOf(old)];
  return [
    gone('remove', how),
    ...(stake === undefined
      ? []
      : [gone('danger', stake, 'Consent to it in the environment, once nothing needs it: consent.remove.')]),
  ];
}

/** The root Application was applied by a person: it stays, finds its folder no more, and so prunes nothing. */
function ofGoneEnvironment({ name }: EnvironmentSide): Reason {
  return orphan(
    `environment ${name} is gone from the tree, and its root Application finds no folder any more: nothing is pruned`,
    `Before the merge, do what scorewright retire ${name} prints (with --keep for a new name): the root Application goes first, then those of the clusters with their objects, and rights last.`,
  );
}

/** Without units there is no folder of Applications, and the root fails as it does for a removed environment. */
function ofLastUnit({ name }: EnvironmentSide): Reason {
  return orphan(
    `environment ${name} has no units left, so its root Application finds no folder: nothing is pruned`,
    `Before the merge, do what scorewright retire ${name} prints, but keep its AppProjects; or keep one unit in it.`,
  );
}

/** The root Application reads a folder that is named after the hub. */
function ofOldHub({ base, head }: Removal): Reason {
  return orphan(
    `the hub changes to ${head.hub}, so the root Application on ${base.hub} finds no folder: nothing is pruned`,
    `If ${head.hub} is another cluster, do what scorewright retire ${base.name} prints before the merge; if it is ${base.hub} under another name, keep the name.`,
  );
}

function hasRoot(side: EnvironmentSide): boolean {
  return side.bootstrap().some(({ kind }) => kind === 'Application' || kind === 'ApplicationSet');
}

/** The reason where an heir delivers the object from now on; a person deletes the old Applications. */
function inherited(old: RunningObject, { base, heir }: Removal): Reason | undefined {
  if (heir === undefined) return undefined;
  const isApplication = kindOf(old) === 'argoproj.io/Application';
  if (old.deliverer === 'person' || (isApplication && !hasFinalizer(old.manifest)))
    return gone('remove', `scorewright retire ${base.name} --keep deletes it before this commit`);
  const application = base.applicationOf(old.folder, old.unit);
  if (isApplication || application === undefined || hasFinalizer(application)) return undefined;
  return heir.delivers(old)
    ? gone('in-place', `environment ${heir.name} delivers it, and ${base.name} has let go of it`)
    : undefined;
}

function gone(word: Reason['class'], why: string, fix?: string): Reason {
  return { class: word, field: '', why, ...(fix !== undefined && { fix }) };
}

function byHand({ manifest: { kind, metadata } }: RunningObject): Reason {
  return {
    class: 'orphan',
    field: '',
    why: 'a person applied it, and nothing prunes it',
    fix: `Once its Applications are gone: kubectl delete ${kind} ${metadata.name}${metadata.namespace === undefined ? '' : ` -n ${metadata.namespace}`}`,
  };
}

/** Kept on purpose: what holds data outlives its unit. */
export function whyKept({ manifest, agent }: RunningObject): Reason | undefined {
  const options = syncOptionsOf(manifest);
  if (options.includes('Prune=false') || (agent !== undefined && keptByWork.has(manifest.kind)))
    return gone('remove', 'kept: it stays on the cluster, and its environment no longer manages it (Prune=false)');
  return undefined;
}

/** What works of ours orphan selectively. */
const keptByWork = new Set(['Namespace', 'PersistentVolumeClaim', 'CustomResourceDefinition']);

/** Left behind, with everything green: P1 to P3 of the consequences for a fleet. */
function whyOrphaned(old: RunningObject, { base, head }: Removal): Reason | undefined {
  const application = base.applicationOf(old.folder, old.unit);
  const now = head.exists ? head.applicationOf(old.folder, old.unit) : undefined;
  if (application !== undefined && now === undefined && !hasFinalizer(application))
    return orphan(
      `Application ${application.metadata.name} goes without a finalizer, and leaves its objects behind`,
      'Add the finalizer resources-finalizer.argocd.argoproj.io in a commit of its own first.',
    );
  if (application !== undefined && now !== undefined && destination(application) !== destination(now))
    return orphan(
      `Application ${now.metadata.name} looks at another cluster from now on, and the old one keeps the object`,
      'Remove the unit in one commit, and add it where it is to run in the next (plan --stages).',
    );
  return narrowed(old, application ?? now, { base, head });
}

function orphan(why: string, fix: string): Reason {
  return { class: 'orphan', field: '', why, fix };
}

/** Whether Argo CD deletes the objects of an Application together with it. */
export function hasFinalizer({ metadata }: Manifest): boolean {
  const { finalizers } = metadata as { finalizers?: readonly string[] };
  return finalizers?.some((one) => one.startsWith('resources-finalizer.argocd.argoproj.io')) ?? false;
}

function destination({ spec }: Manifest): string {
  const { name, server } = (valueAt(spec, 'destination') ?? {}) as Readonly<Record<string, string>>;
  return name ?? server ?? '';
}

/** P1: what the project permits no more is not seen, and so not pruned. */
function narrowed(old: RunningObject, application: Manifest | undefined, { base, head }: Removal): Reason | undefined {
  if (application === undefined || old.agent !== undefined) return undefined;
  const name = valueAt(application.spec, 'project');
  const [before, after] = [base, head].map((side) => (side.exists ? projectOf(side, name) : undefined));
  if (before === undefined || after === undefined) return undefined;
  if (!permits(before, old, application) || permits(after, old, application)) return undefined;
  return orphan(
    `AppProject ${String(name)} permits it no more: applied before the prune, Argo CD neither sees nor removes it`,
    'Render without --narrow, so that the project keeps its rights; narrow in a later commit, once Argo CD has pruned the object.',
  );
}

function projectOf(side: EnvironmentSide, name: unknown): Manifest | undefined {
  return side.bootstrap().find(({ kind, metadata }) => kind === 'AppProject' && metadata.name === name);
}

interface Permitted {
  readonly group?: string;
  readonly kind?: string;
}

interface Target {
  readonly name?: string;
  readonly server?: string;
  readonly namespace?: string;
}

function permits({ spec }: Manifest, object: RunningObject, application: Manifest): boolean {
  const { apiVersion, kind, metadata } = object.manifest;
  const field = metadata.namespace === undefined ? 'clusterResourceWhitelist' : 'namespaceResourceWhitelist';
  const kinds = (valueAt(spec, field) ?? []) as readonly Permitted[];
  const targets = (valueAt(spec, 'destinations') ?? []) as readonly Target[];
  const to = (valueAt(application.spec, 'destination') ?? {}) as Target;
  const allowed = kinds.some((one) => matches(one.group, groupOf(apiVersion)) && matches(one.kind, kind));
  const reached = targets.some(
    (one) =>
      (one.name === undefined ? matches(one.server, to.server ?? '') : matches(one.name, to.name ?? '')) &&
      (metadata.namespace === undefined || matches(one.namespace, metadata.namespace)),
  );
  return allowed && reached;
}

function matches(pattern: string | undefined, text: string): boolean {
  return pattern === '*' || pattern === text;
}

/** What it means that something else delivers an object from now on. */
export function movedReasons(old: RunningObject, now: RunningObject, _: Removal): Reason[] {
  const reasons: Reason[] = [];
  const moved = (field: string, before: string, after: string, why: string, fix: string) =>
    reasons.push({ class: 'move', field, old: before, new: after, why, fix });
  if (old.deliverer === 'person' || now.deliverer === 'person' || old.inTemplate || now.inTemplate) return [];
  const staged =
    'Move it in two commits: deliver it by the new one first, and let go of the old one in the next (plan --stages).';
  if (old.application !== now.application)
    moved(
      '',
      old.application ?? '',
      now.application ?? '',
      `moves from Application ${old.application ?? ''} to ${now.application ?? ''}: one prunes while the other applies, so it may be deleted in between`,
      staged,
    );
  else if (old.carrier !== now.carrier)
    moved(
      '',
      old.carrier ?? 'a file of its own',
      now.carrier ?? 'a file of its own',
      `moves from ${old.carrier ?? 'Argo CD'} to ${now.carrier ?? 'Argo CD'}: it is safe only if the new one is applied first`,
      staged,
    );
  else if (old.agent !== now.agent)
    reasons.push({
      class: 'in-place',
      field: '',
      old: old.deliverer,
      new: now.deliverer,
      why: 'applied in another way from now on',
    });
  return reasons;
}
