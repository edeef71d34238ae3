import type { Construct } from 'constructs';
import { findingKind } from '../../model/finding-kind';
import { serviceRef, serviceUrl, type Endpoint } from '../../constructs/endpoint';
import { clusterIP, exposureFault, exposureMessages, toExposure } from '../../constructs/exposure';
import { SmokeTest } from '../../constructs/smoke-test';
import { settingsOn } from '../../environment/differences/variants';
import { clusterNamed, type Cluster } from '../../model/fleet';
import { constructs, defineUnit, unitKey, type NamespaceNeed } from '../../model/unit';
import type { Engine } from '../../scoring/engine';
import { engineResources, enginesPath } from '../../scoring/engine-resource';
import type { Component, Context } from '../component';
import { scoringPlan } from '../dynamic-scoring/plan';
import { ScoringApiServer } from './server';
import { settings, type ScoringApiSettings } from './settings';
import { serverPort } from './web-server';

const component = 'scoring-api';

export const apiWithoutEngines = findingKind({
  code: 'api-without-engines',
  why: 'The API lists the engines that the environment registers; without any it has nothing to serve.',
  fix: 'Add the block dynamic-scoring with a scorer, or remove scoring-api.',
  messages: {
    noEngine: 'got no engine to list; add dynamic-scoring.scorers',
  },
});

export const apiExposure = findingKind({
  code: 'api-exposure',
  why: 'The chosen way to reach the API does nothing on the platform of its cluster.',
  fix: 'Use a way that the message names.',
  messages: exposureMessages,
});

/** The server of one environment. */
interface ScoringApiPlan {
  readonly settings: ScoringApiSettings;
  readonly endpoint: Endpoint;
  /** Every engine that the environment registers. */
  readonly engines: readonly Engine[];
}

/** The engines of the environment, listed by a read-only HTTP API. */
export const scoringApi: Component<ScoringApiSettings, ScoringApiPlan> = {
  name: component,
  settings,
  plan: (block, context) => ({
    ...placedApi(block, context),
    engines: scoringPlan(context)?.scorers.flatMap(({ engines }) => engines) ?? [],
  }),
  provides: ({ endpoint }) => [serviceRef(endpoint)],
  problems: ({ endpoint: { cluster, exposure }, engines }) => {
    const unfit = exposureFault(apiExposure, exposure, cluster);
    return [
      ...(unfit === undefined ? [] : [{ ...unfit, settings: ['expose'] }]),
      ...(engines.length > 0 ? [] : [apiWithoutEngines.fault('noEngine', {}, { settings: [] })]),
    ];
  },
  units: ({ settings: chosen, endpoint, engines }) => {
    const shared = { component, cluster: endpoint.cluster.name, namespaces: [namespaceNeed(endpoint)] };
    const server = defineUnit({
      ...shared,
      content: constructs((scope) => {
        new ScoringApiServer(scope, component, chosen, endpoint, engines);
      }),
    });
    const test = (scope: Construct) => {
      smokeTest(scope, endpoint, engines);
    };
    const tests = [unitKey(server)];
    return [server, defineUnit({ ...shared, name: 'smoke', stage: 'smoke', content: constructs(test, { tests }) })];
  },
};

function namespaceNeed({ namespace }: Endpoint): NamespaceNeed {
  return { name: namespace, podSecurity: 'restricted' };
}

/** The settings that hold on its cluster, and where it answers there. */
function placedApi(block: ScoringApiSettings, { fleet }: Context): Pick<ScoringApiPlan, 'settings' | 'endpoint'> {
  const cluster = clusterNamed(block.on, fleet);
  if (cluster === undefined) throw new Error(`the schema lets no unknown cluster pass, but got ${block.on}`);
  const chosen = settingsOn(block, cluster);
  return { settings: chosen, endpoint: endpointOf(chosen, cluster) };
}

function endpointOf({ expose }: ScoringApiSettings, cluster: Cluster): Endpoint {
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
