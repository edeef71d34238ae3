import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Construct } from 'constructs';
import { markers } from '../model/marker';
import { ConfigMap } from './config-map';
import type { ContainerProps } from './container';
import { contentHash } from './content-hash';
import { checksFile, type HttpCheck } from './http-check';
import { renderJob, type RunProps } from './job';
import { standardLabels } from './labels';
import type { PodProps } from './pod';

/** Node alone runs the script, here in the tests and there in the cluster; the Alpine variant is its smallest. */
export const smokeTestImage = 'docker.io/library/node:22.18.0-alpine3.22';

/** Internal: components fill it in, so an interface and no schema. */
export interface SmokeTestProps extends Pick<PodProps, 'platform' | 'serviceAccount' | 'imagePullSecrets'> {
  /** Of the Job and the ConfigMap. */
  readonly name: string;
  readonly namespace: string;
  readonly partOf: string;
  readonly checks: readonly [HttpCheck, ...HttpCheck[]];
  /** A mirror of the image, where the registry is not reached. @default smokeTestImage */
  readonly image?: string;
  /** Seconds for which a failing check is tried again: a network may need a moment after its pods. @default 120 */
  readonly patienceSeconds?: number;
  /** As `NODE_EXTRA_CA_CERTS`, a file with a private CA. @default - none */
  readonly env?: ContainerProps['env'];
  /** As Secrets with the tokens that checks send. @default - none */
  readonly mounts?: ContainerProps['mounts'];
}

/**
 * A Job that is made anew after each sync of its unit and runs HTTP checks: one line each, and exit status 1 when one fails
 * that must not. Argo CD runs it only when something in the unit differs, so the ConfigMap that holds the checks also
 * carries a hash of all that is tested; delivery, which alone sees all of it, puts that in place of the hash of the checks.
 */
export class SmokeTest extends Construct {
  /** @throws Error when two checks have one name */
  public constructor(scope: Construct, id: string, props: SmokeTestProps) {
    super(scope, id);
    const { name, namespace, checks, patienceSeconds = 120 } = props;
    refuseTwins(checks);
    const run = runProps(props, patienceSeconds);
    const configMap = new ConfigMap(this, 'Checks', {
      name,
      namespace,
      labels: standardLabels(run),
      annotations: { [markers.tested]: contentHash(checks) },
      data: { 'checks.json': checksFile(checks, patienceSeconds), 'smoke-checks.mjs': script() },
    });
    const folder = { path: '/checks', configMap };
    const container = { ...run.containers[0], mounts: [folder, ...(props.mounts ?? [])] };
    renderJob(this, name, { ...run, containers: [container] });
  }
}

function runProps(props: SmokeTestProps, patienceSeconds: number) {
  const { name, namespace, partOf, platform, checks, serviceAccount, imagePullSecrets, env } = props;
  const slowest = Math.max(...checks.map(({ timeoutSeconds = 10 }) => timeoutSeconds));
  const container: ContainerProps = {
    name: 'checks',
    image: props.image ?? smokeTestImage,
    command: ['node', '/checks/smoke-checks.mjs', '/checks/checks.json'],
    ...(env && { env }),
    resources: { requests: { cpu: '50m', memory: '64Mi' }, limits: { cpu: '500m', memory: '128Mi' } },
  };
  return {
    ...{ name, namespace, component: 'smoke-test', partOf, platform },
    ...(serviceAccount && { serviceAccount }),
    ...(imagePullSecrets && { imagePullSecrets }),
    annotations: { [markers.runAfter]: 'sync' },
    restartPolicy: 'Never',
    backoffLimit: 0,
    activeDeadlineSeconds: patienceSeconds + slowest + secondsToStart,
    containers: [container],
  } as const satisfies RunProps;
}

/** For the image to be pulled, on a slow network too. */
const secondsToStart = 300;

function script(): string {
  return readFileSync(join(__dirname, 'smoke-checks.mjs'), 'utf8');
}

function refuseTwins(checks: readonly HttpCheck[]): void {
  const names = checks.map(({ name }) => name);
  const twin = names.find((name, index) => names.indexOf(name) !== index);
  if (twin !== undefined) throw new Error(`got two checks named ${JSON.stringify(twin)}; give each a name of its own`);
}
