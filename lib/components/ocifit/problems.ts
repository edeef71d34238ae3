import { outsideApi } from '../../model/group-kind';
import { findingKind } from '../../model/finding-kind';
import type { Directory } from '../../model/directory';
import { platformOf } from '../../platforms/catalogue';
import { chartMissing } from '../charts/component';
import type { Context, SettingsFault } from '../component';
import { featureProblems } from './node-features/features-file';
import { modelOf } from '../../constructs/ocifit/artifact/artifact';
import { hostnameLabel } from '../../constructs/ocifit/names';
import type { Plan } from './plan';
import { selectionFault } from '../../constructs/ocifit/selection';
import { smokeSelection } from './smoke';

export const workerMissing = findingKind({
  code: 'worker-missing',
  why: 'The webhook leaves control planes out of its candidates; on a kind cluster of one node it rejects every pod.',
  fix: 'Make the kind cluster with a worker node, and write `nodes: 2` at the cluster.',
  messages: {
    oneNode: 'got {got} with one node, its control plane; add a worker and nodes: 2 at the cluster',
  },
});

export const modelWithoutInstanceType = findingKind({
  code: 'model-without-instance-type',
  why: 'The published models predict by features of AWS instance types; nodes that differ only by host name leave nothing but a random choice.',
  fix: 'Run only the experiment random here, or the others on EKS.',
  messages: {
    byHost: 'got model {got:json}, but nodes differ only by host name; only random works there',
  },
});

export const experimentModelTwice = findingKind({
  code: 'experiment-model-twice',
  why: 'Results are stored per model: the runs of the second experiment would count as done.',
  fix: 'Keep one experiment for each model.',
  messages: {
    modelTwice: 'got model {tag:json}, which {twin} runs too; both would write to one folder',
  },
});

export const nodeIdentityAbsent = findingKind({
  code: 'node-identity-absent',
  why: 'Only clouds label nodes with instance types; nodes of kind have no such label, so the webhook would find no candidate.',
  fix: 'Leave `nodeIdentity` out, or write `kubernetes.io/hostname`.',
  messages: {
    noSuchLabel: 'got {got:json}; nodes of {platform} clusters have no such label; write {expected}',
  },
});

export const experimentNodes = findingKind({
  code: 'experiment-nodes',
  why: 'A MiniCluster runs on nodes of one type; with fewer of them than it asks for it waits until its driver gives up.',
  fix: 'Give a group that may be chosen a `max` of at least so many nodes, or ask for fewer.',
  messages: {
    groups:
      'got {got}, and no autoscaled group of {cluster} has more than {most}; ask for fewer, or give a group a larger max',
    nodes: 'got {got}, and {cluster} has {most} besides its control plane; ask for fewer, or add nodes to the cluster',
  },
});

/** What the whole environment shows to be wrong with the webhook, its features and the experiments. */
export function problems(plan: Plan, context: Context, directory: Directory): SettingsFault[] {
  const { nodeFeatures } = plan.settings;
  return [
    ...absentIdentity(plan),
    ...missingCharts(plan, directory),
    ...missingWorker(plan),
    ...(nodeFeatures === undefined ? [] : featureProblems(nodeFeatures, context.attachment(nodeFeatures), plan.groups)),
    ...artifactProblems(plan),
    ...experimentProblems(plan),
    ...missingNodes(plan),
  ];
}

function absentIdentity({ cluster, nodeIdentity }: Plan): SettingsFault[] {
  if (hasIdentity(cluster, nodeIdentity)) return [];
  const data = { got: nodeIdentity, platform: platformOf(cluster).name, expected: hostnameLabel };
  return [nodeIdentityAbsent.fault('noSuchLabel', data, { settings: ['nodeIdentity'], cluster: cluster.name })];
}

/** Every node has a host name; an instance type only those that a cloud starts. */
function hasIdentity(cluster: Plan['cluster'], identity: Plan['nodeIdentity']): boolean {
  return platformOf(cluster).nodes.instanceTypes !== 'never' || identity === hostnameLabel;
}

function missingCharts({ cluster, nodeIdentity, experiments }: Plan, directory: Directory): SettingsFault[] {
  const needed = {
    'cert-manager': 'cert-manager.io',
    ...(nodeIdentity !== hostnameLabel &&
      hasIdentity(cluster, nodeIdentity) && { 'node-feature-discovery': 'nfd.k8s-sigs.io' }),
    ...(experiments.length > 0 && { 'flux-operator': 'flux-framework.org' }),
  };
  return Object.entries(needed)
    .filter(([, group]) => !directory.has({ cluster: cluster.name, ...outsideApi('APIGroup'), name: group }))
    .map(([chart, group]) =>
      chartMissing.fault(
        'certificatesMissing',
        { group, chart, cluster: cluster.name },
        { settings: [], cluster: cluster.name },
      ),
    );
}

function missingWorker({ cluster }: Plan): SettingsFault[] {
  if (!platformOf(cluster).nodes.countControlPlane || cluster.nodes > 1) return [];
  return [workerMissing.fault('oneNode', { got: cluster.name }, { settings: ['on'], cluster: cluster.name })];
}

/** Experiments that ask for more nodes than any choice of the webhook can give them, as far as the environment tells. */
function missingNodes({ cluster, nodeIdentity, groups, experiments }: Plan): SettingsFault[] {
  const candidates = groups.filter(({ role }) => role === 'autoscaled' || nodeIdentity === hostnameLabel);
  const { countControlPlane: counted } = platformOf(cluster).nodes;
  const isKnown = counted ? cluster.nodes > 1 : candidates.length > 0;
  if (!isKnown) return [];
  const most = counted ? cluster.nodes - 1 : Math.max(...candidates.map(({ max }) => max));
  return experiments
    .filter(({ nodes }) => nodes > most)
    .map(({ name, nodes: got }) =>
      experimentNodes.fault(
        counted ? 'nodes' : 'groups',
        { got, most, cluster: cluster.name },
        { settings: ['experiments', 'runs', name, 'nodes'], cluster: cluster.name },
      ),
    );
}

/** An artifact without a model for some candidate is useless there, and the smoke test would fail. */
function artifactProblems(plan: Plan): SettingsFault[] {
  const selection = smokeSelection(plan);
  const fault = selectionFault(selection);
  const told = plan.experiments.some((experiment) => experiment.selection.tag === selection.tag);
  return fault === undefined || told ? [] : [{ ...fault, settings: ['artifact', 'models', selection.tag] }];
}

function experimentProblems({ experiments, nodeIdentity }: Plan): SettingsFault[] {
  return experiments.flatMap(({ name, selection }) => {
    const settings = ['experiments', 'runs', name];
    const twin = experiments.find((other) => other.selection.tag === selection.tag);
    if (twin !== undefined && twin.name !== name) {
      return [experimentModelTwice.fault('modelTwice', { tag: selection.tag, twin: twin.name }, { settings })];
    }
    const fault = selectionFault(selection);
    if (fault !== undefined) return [{ ...fault, settings }];
    const model = modelOf(selection.artifact, selection.tag);
    if (nodeIdentity !== hostnameLabel || model?.direction === 'random') return [];
    return [modelWithoutInstanceType.fault('byHost', { got: selection.tag }, { settings })];
  });
}
