import type { Construct } from 'constructs';
import { serviceRef, serviceUrl, type Endpoint } from '../../constructs/endpoint';
import { clusterIP, exposureFault, toExposure } from '../../constructs/exposure';
import { SmokeTest } from '../../constructs/smoke-test';
import type { Directory } from '../../model/directory';
import type { FindingKind } from '../../model/finding';
import { clusterNamed } from '../../model/fleet';
import { unitKey, type Constructs, type Unit } from '../../model/unit';
import type { Engine } from '../../scoring/engine';
import { engineResources, enginesPath } from '../../scoring/engine-resource';
import type { Component, Context } from '../component';
import { fleetScoring } from '../dynamic-scoring/fleet-scoring';
import { ScoringApiServer } from './server';
import { settings, type ScoringApiSettings } from './settings';
import { serverPort } from './web-server';

const component = 'scoring-api';

export const apiWithoutEngines: FindingKind = {
  code: 'api-without-engines',
  why: 'The API lists the engines that the environment registers; without any it has nothing to serve.',
  fix: 'Add the block dynamic-scoring with a scorer, or remove scoring-api.',
};

export const apiExposure: FindingKind = {
  code: 'api-exposure',
  why: 'The way by which the API would be reached does nothing on the platform of its cluster.',
  fix: 'Use a way that the message names.',
};

/** The engines of the environment, listed by a read-only HTTP API. */
export const scoringApi: Component<ScoringApiSettings> = {
  name: component,
  settings,
  provides: (chosen, context) => [serviceRef(endpointOf(chosen, context))],
  problems: (chosen, context, directory) => {
    const { cluster, exposure } = endpointOf(chosen, context);
    const unfit = exposureFault(exposure, cluster);
    return [
      ...(unfit === undefined ? [] : [{ code: apiExposure.code, settings: ['expose'], message: unfit }]),
      ...(enginesOf(context, directory).length > 0
        ? []
        : [
            {
              code: apiWithoutEngines.code,
              settings: [],
              message: 'got no engine to list; add dynamic-scoring.scorers',
            },
          ]),
    ];
  },
  units: (chosen, context, directory) => {
    const endpoint = endpointOf(chosen, context);
    const engines = enginesOf(context, directory);
    const server = unit(endpoint, component, 'workloads', [], (scope) => {
      new ScoringApiServer(scope, component, chosen, endpoint, engines);
    });
    const tests = unit(endpoint, 'smoke', 'smoke', [unitKey(server)], (scope) => {
      smokeTest(scope, endpoint, engines);
    });
    return [server, tests];
  },
};

function enginesOf(context: Context, directory: Directory): readonly Engine[] {
  return (fleetScoring(context, directory)?.engines ?? []).map(({ engine }) => engine);
}

function endpointOf({ on, expose }: ScoringApiSettings, { fleet }: Context): Endpoint {
  const cluster = clusterNamed(on, fleet);
  if (cluster === undefined) throw new Error(`the schema lets no unknown cluster pass, but got ${on}`);
  return {
    cluster,
    namespace: component,
    service: component,
    port: 80,
    targetPort: serverPort,
    exposure: expose === undefined ? clusterIP : toExposure(expose),
  };
}

/** The list is served, and the first engine can be fetched by the UUID that the list gives. */
function smokeTest(scope: Construct, endpoint: Endpoint, engines: readonly Engine[]): void {
  const base = serviceUrl(endpoint);
  const [first] = engineResources(engines);
  if (first === undefined) return;
  new SmokeTest(scope, 'list', {
    name: `${component}-list`,
    namespace: endpoint.namespace,
    partOf: component,
    platform: endpoint.cluster.platform,
    checks: [
      {
        name: 'the list of engines',
        url: `${base}${enginesPath}`,
        fields: [{ path: ['scoring_engines', 0, 'uuid'], equals: first.uuid }],
      },
      {
        name: `engine ${first.name}`,
        url: `${base}${enginesPath}/${first.uuid}`,
        fields: [{ path: ['name'], equals: first.name }],
      },
    ],
  });
}

function unit(
  { cluster, namespace }: Endpoint,
  name: string,
  stage: Unit['stage'],
  tests: readonly string[],
  build: Constructs['build'],
): Unit {
  return {
    name,
    component,
    cluster: cluster.name,
    delivery: 'argo',
    stage,
    settings: [component],
    namespaces: [{ name: namespace, podSecurity: 'restricted' }],
    needs: [],
    content: { type: 'constructs', tests, build },
  };
}
