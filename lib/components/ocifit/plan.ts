import { settingsOn } from '../../environment/differences/variants';
import { clusterNamed, type Cluster } from '../../model/fleet';
import type { Context } from '../component';
import { architectures, type Architecture } from '../../constructs/ocifit/architecture';
import { stickyNodes, type NodeGroup } from '../eks/node-group';
import { nodeGroupsOn } from '../eks/plan';
import { artifactOf, exampleArtifact, type Artifact } from '../../constructs/ocifit/artifact/artifact';
import { plannedExperiments, type Experiment } from './experiments/experiment';
import { featuresText } from './node-features/features-file';
import { usualIdentity, type NodeIdentity } from '../../constructs/ocifit/names';
import type { OcifitSettings } from './settings';

/** All that follows from the settings and the cluster. */
export interface Plan {
  readonly cluster: Cluster;
  readonly settings: OcifitSettings;
  readonly nodeIdentity: NodeIdentity;
  readonly artifact: Artifact;
  /** Node groups; none where the block `eks` does not have the cluster. */
  readonly groups: readonly NodeGroup[];
  /** Architectures of the nodes that may be chosen; every one where nothing tells them. */
  readonly candidates: readonly Architecture[];
  /** Nodes on which what must not be a candidate runs. @default - any */
  readonly sticky?: Readonly<Record<string, string>>;
  /** The text of the ConfigMap. @default - none */
  readonly nodeFeatures?: string;
  readonly experiments: readonly Experiment[];
}

export function planOcifit(block: OcifitSettings, context: Context): Plan {
  const cluster = clusterNamed(block.on, context.fleet);
  if (cluster === undefined) throw new Error(`the schema lets no unknown cluster pass; got ${block.on}`);
  const settings = settingsOn(block, cluster);
  const groups = nodeGroupsOn(cluster.name, context) ?? [];
  const autoscaled = groups.filter(({ role }) => role === 'autoscaled');
  const nodeIdentity = settings.nodeIdentity ?? usualIdentity(cluster);
  const artifact = settings.artifact === undefined ? exampleArtifact : artifactOf(settings.artifact);
  const candidates = architectures.filter(
    (architecture) => autoscaled.length === 0 || autoscaled.some((group) => group.architecture === architecture),
  );
  const features = settings.nodeFeatures === undefined ? undefined : context.attachment(settings.nodeFeatures);
  return {
    cluster,
    settings,
    nodeIdentity,
    artifact,
    groups,
    candidates,
    ...(groups.length > 0 && { sticky: stickyNodes }),
    ...(features?.findings.length === 0 && { nodeFeatures: featuresText(features) }),
    experiments: plannedExperiments(settings.experiments, artifact, candidates),
  };
}
