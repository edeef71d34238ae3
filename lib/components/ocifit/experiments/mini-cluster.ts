import { MiniCluster } from '../../../../imports/flux-framework.org';
import type { Manifest } from '../../../model/manifest';
import { experimentNamespace as namespace, placeholderImage } from '../../../constructs/ocifit/names';
import { selectForMiniCluster } from '../../../constructs/ocifit/selection';
import type { Experiment } from './experiment';

/** Where the MiniCluster finds its command. */
export const hpcgScript = 'run-hpcg.sh';

const folder = '/scorewright';

/**
 * The MiniCluster of each run; the driver adds the name. It is marked itself, not its pods: the webhook then fills in
 * HPCG's image, Flux' view for the architecture and the node.
 *
 * @param configMap the name of the one that holds `hpcgScript`
 */
export function miniCluster(experiment: Experiment, configMap: string): Omit<Manifest, 'metadata'> {
  const { nodes, selection } = experiment;
  const plain = {
    metadata: { namespace },
    spec: {
      size: nodes,
      logging: { quiet: true },
      flux: { container: { disable: false } },
      containers: [
        {
          name: 'app',
          image: placeholderImage,
          command: `/bin/bash ${folder}/${hpcgScript}`,
          launcher: true,
          runFlux: true,
          workingDir: '/opt/hpcg',
          environment: environmentOf(experiment),
          volumes: {
            // The operator mounts it at /dev/shm; without it OpenMPI's tasks share the 64 MB that a container has there.
            'shared-memory': { emptyDir: true, emptyDirMedium: 'memory' },
            script: { configMapName: configMap, path: folder, items: { [hpcgScript]: hpcgScript }, readOnly: true },
          },
        },
      ],
    },
  };
  return MiniCluster.manifest(selectForMiniCluster(plain, selection)) as Manifest;
}

function environmentOf({ innerIterations, nodes, tasks, exclusive, saveLogs, problem }: Experiment) {
  return {
    ITERATIONS: String(innerIterations),
    NODES: String(nodes),
    TASKS: String(tasks),
    EXCLUSIVE: String(exclusive),
    SAVE_LOGS: String(saveLogs),
    SIZE: problem.size.join(' '),
    SECONDS_EACH: String(problem.seconds),
  };
}
