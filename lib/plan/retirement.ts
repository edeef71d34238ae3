import { valueAt } from '../kinds/changed';
import { compare } from '../model/compare';
import type { Manifest } from '../model/manifest';
import type { EnvironmentSide } from './environment-side';
import { whyKept } from './removal';

/** What to do, and the commands that do it. */
export interface Step {
  readonly what: string;
  readonly commands: readonly string[];
}

/**
 * How an environment leaves its hub: nothing in Git may go before its Applications are gone, since they are what prunes, and rights
 * go last. Nothing manages the root, so deleting its folder would only leave it behind with everything that it holds.
 *
 * @param keep leaves every object where it is, for an environment of another name to take over
 */
export function retirement(side: EnvironmentSide, keep: boolean): Step[] {
  const { name } = side;
  const [root] = side.bootstrap().filter(({ kind }) => kind === 'Application' || kind === 'ApplicationSet');
  const projects = side.bootstrap().filter(({ kind }) => kind === 'AppProject');
  const namespace = projects[0]?.metadata.namespace ?? 'argocd';
  // Without units no file names the hub; only rights are left then.
  const kubectl = side.hub === '' ? 'kubectl' : `kubectl --context ${side.hub}`;
  const onHub = `${kubectl} -n ${namespace}`;
  const label = `-l scorewright.dev/environment=${name}`;
  const holders = holdersOf(side);
  const letGo = `--type=merge -p '{"metadata":{"finalizers":null}}'`;
  return [
    {
      what: 'While Git still holds the environment: delete the root. Its Applications stay, and nothing makes them anew.',
      commands: root === undefined ? [] : [`${onHub} delete ${root.kind.toLowerCase()} ${root.metadata.name}`],
    },
    keep
      ? {
          what: 'Let go of the Applications of the clusters, then of those of their units: their objects stay.',
          commands: [
            ...holders.map((one) => `${onHub} patch application ${one} ${letGo} && ${onHub} delete application ${one}`),
            `for app in $(${onHub} get applications ${label} -o name); do ${onHub} patch $app ${letGo} && ${onHub} delete $app; done`,
          ],
        }
      : {
          what: 'Delete the Applications of the clusters, the hub last. Each takes its units with it, in reverse order; it waits for a cluster that is away.',
          commands: holders.map((one) => `${onHub} delete application ${one}`),
        },
    { what: 'See that none is left.', commands: [`${onHub} get applications ${label}`] },
    ...(keep
      ? []
      : [
          {
            what: 'Delete what is kept on purpose, if nobody needs it any more: it holds data, or the work of others.',
            commands: keptCommands(side),
          },
        ]),
    {
      what: 'Take back the rights.',
      commands: [
        ...projects.map(({ metadata }) => `${onHub} delete appproject ${metadata.name}`),
        ...side
          .bootstrap()
          .filter(({ kind, metadata }) => kind.startsWith('ClusterRole') && metadata.name === `${name}-argocd`)
          .map(({ kind, metadata }) => `${kubectl} delete ${kind.toLowerCase()} ${metadata.name}`),
      ],
    },
    {
      what: keep
        ? 'Rename the environment and its file, run scorewright synth, commit and merge; then apply argocd/<new name>.yaml on the hub.'
        : `Remove environments/${name}.yaml, run scorewright synth, commit and merge.`,
      commands: [],
    },
  ];
}

/** The Applications of the clusters: the hub's is the last, since others may need what runs there. */
function holdersOf(side: EnvironmentSide): string[] {
  const holders = [...side.folders].flatMap((folder) => {
    const [cluster, unit = ''] = folder.split('/');
    return cluster === side.hub && unit.startsWith('applications-') ? [unit.slice('applications-'.length)] : [];
  });
  const last = (holder: string) => (holder === side.hub ? 1 : 0);
  return holders.sort((a, b) => last(a) - last(b) || compare(a, b)).map((holder) => `${side.name}.${holder}`);
}

/** One command for an object, on all clusters that have it. */
function keptCommands(side: EnvironmentSide): string[] {
  const clusters = new Map<string, Set<string>>();
  for (const object of side.all()) {
    if (object.deliverer === 'person' || object.inTemplate || whyKept(object) === undefined) continue;
    const what = nameOf(object.manifest);
    clusters.set(what, (clusters.get(what) ?? new Set()).add(object.cluster));
  }
  return [...clusters]
    .sort(([a], [b]) => compare(a, b))
    .map(([what, on]) => {
      const names = [...on].sort(compare);
      const command = (context: string) => `kubectl --context ${context} delete ${what}`;
      return names.length === 1
        ? command(names.join(''))
        : `for cluster in ${names.join(' ')}; do ${command('$cluster')}; done`;
    });
}

function nameOf({ kind, metadata, spec }: Manifest): string {
  const group = valueAt(spec, 'group');
  const what = kind === 'CustomResourceDefinition' && group !== undefined ? 'crd' : kind.toLowerCase();
  return `${what} ${metadata.name}${metadata.namespace === undefined ? '' : ` -n ${metadata.namespace}`}`;
}
