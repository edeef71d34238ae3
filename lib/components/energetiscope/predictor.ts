import { Construct } from 'constructs';
import type { ContainerProps } from '../../constructs/container';
import type { ClaimMount } from '../../constructs/mount';
import { ExposedService } from '../../constructs/service';
import { Workload } from '../../constructs/workload';
import { markers } from '../../model/marker';
import { artifactsFolder, belonging, names, ports, script, scriptArgs } from './names';
import { podOnVolume, type Site } from './site';
import { steps } from './steps';
import { secondsFor } from './training';

const answer = '/openapi.json';

/**
 * The service that predicts. It serves the release that the link `current` leads to when it starts; when the link moves, its
 * liveness probe fails and the kubelet starts it again, without any right in the cluster.
 */
export class Predictor extends Construct {
  public constructor(scope: Construct, id: string, site: Site) {
    super(scope, id);
    const { endpoints, settings } = site;
    const { namespace, image, imagePullPolicy, predictor } = settings;
    const release = predictor.release === undefined ? 'current' : `releases/${predictor.release}`;
    const artifacts: ClaimMount = { path: artifactsFolder, claim: names.claim, readOnly: true };
    const shared = { image, imagePullPolicy, mounts: [artifacts] };
    const env = { RELEASE: `${artifactsFolder}/${release}` };
    const http = { http: { path: answer, port: ports.api } };
    const wait: ContainerProps = {
      ...shared,
      name: 'wait-for-release',
      args: scriptArgs('wait-for-release'),
      env,
      resources: { requests: { cpu: '10m', memory: '16Mi' }, limits: { cpu: '100m', memory: '32Mi' } },
    };
    const serve: ContainerProps = {
      ...shared,
      name: 'api',
      args: scriptArgs('serve', '--host', '0.0.0.0', '--port', String(ports.api)),
      ports: { http: ports.api },
      env: { ...env, LOADED: '/tmp/release', URL: `http://localhost:${ports.api}${answer}` },
      resources: predictor.resources,
      // Loading the libraries takes a while on a small node.
      startup: { ...http, periodSeconds: 5, timeoutSeconds: 5, failureThreshold: 60 },
      readiness: { ...http, timeoutSeconds: 5 },
      // The script tries again by itself, so its first failure counts.
      liveness: {
        exec: ['/bin/bash', '-c', script('alive')],
        periodSeconds: 20,
        timeoutSeconds: 19,
        failureThreshold: 1,
      },
    };
    const owner = belonging(names.predictor, 'predictor');
    const workload = new Workload(this, 'workload', {
      ...owner,
      namespace,
      annotations: { [markers.waitsFor]: 'the first training' },
      ...podOnVolume(site, predictor.nodeSelector),
      serviceAccount: { name: names.account, token: false },
      replicas: predictor.replicas,
      progressDeadlineSeconds: secondsToFirstModel(site),
      initContainers: [wait],
      containers: [serve],
    });
    new ExposedService(this, 'service', { ...owner, selector: workload.selector, endpoints });
  }
}

/** Until then it is not late. A schedule may let it wait for days. */
function secondsToFirstModel(site: Site): number {
  const { once } = site.settings.training;
  return once ? secondsFor(steps(site, { folder: '' })) + 600 : 7 * 24 * 3600;
}
