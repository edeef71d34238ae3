import { textBeside } from '../text-beside';
import type { ClaimMount } from '../mount';
import { standardLabels, type Belonging, type Labels } from '../labels';

export const component = 'energetiscope';

/** Names of objects: upstream's own where it has the object. */
export const names = {
  claim: 'energetiscope-data',
  predictor: 'energetiscope-predict',
  collector: 'energetiscope-collector',
  training: 'energetiscope-training',
  trainingOnce: 'energetiscope-train-once',
  prescoring: 'energetiscope-prescore',
  smoke: 'energetiscope-smoke',
  /** The account that may read workloads; also of its ClusterRole. */
  reader: 'energetiscope-read',
  /** The account without any right. */
  account: 'energetiscope',
} as const;

/** Where the volume is mounted for those that write it. */
export const dataFolder = '/app/data';
export const dataMount: ClaimMount = { path: dataFolder, claim: names.claim };

/** Where the predictor mounts the volume, read-only. */
export const artifactsFolder = '/app/artifacts';

/** Ports of the predictor's Service: `api`, which the program listens on too, and `service`, the one of upstream's Service. */
export const ports = { api: 8000, service: 80 } as const;

export function belonging(name: string, role: string): Belonging {
  return { name, component: role, partOf: component };
}

export function labelsOf(name: string, role: string): Labels {
  return standardLabels(belonging(name, role));
}

/** What runs a script of `scripts/` inside the image: its entry point, tini, stays and passes signals on. */
export function scriptArgs(name: string, ...args: string[]): string[] {
  return ['/bin/bash', '-c', script(name), name, ...args];
}

/** The text of `scripts/<name>.sh`. */
export function script(name: string): string {
  return textBeside(__dirname, `scripts/${name}.sh`);
}
