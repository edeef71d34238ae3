import type { Path } from '../../model/origin';
import type { Construct } from 'constructs';
import type { ExpectedField, HttpCheck } from '../../constructs/http-check';
import { SmokeTest } from '../../constructs/smoke-test';
import type { Cluster } from '../../model/fleet';
import { joinURL } from '../../scoring/endpoint';
import type { Engine } from '../../scoring/engine';
import { expectedConfig } from '../../scoring/expectation';
import { agentNamespace, healthPath } from '../../scoring/framework';
import type { Addresses } from './addresses';
import { partOf } from './names';
import type { PlannedScorer } from './plan';

/** A scorer and how the hub reaches it. */
export interface Asked {
  readonly scorer: PlannedScorer;
  readonly addresses: Addresses;
}

/** Asks, from the hub, each scorer for its health and each engine for its configuration, as the hub's controller does. */
export function smokeTest(scope: Construct, hub: Cluster, asked: readonly Asked[]): void {
  const [first, ...others] = asked.flatMap(checksOf);
  if (first === undefined) return;
  new SmokeTest(scope, 'scorers', {
    name: 'dynamic-scoring-scorers',
    namespace: agentNamespace,
    partOf,
    platform: hub.platform,
    checks: [first, ...others],
  });
}

/** A scorer that others run only warns. One that is declared otherwise than it answers is asked only for its health. */
function checksOf({ scorer: { id, engines, sites }, addresses: { hub } }: Asked): HttpCheck[] {
  if ('fault' in hub) return [];
  const base = hub.url;
  const [site] = sites;
  const tolerance = site === undefined ? { warnOnly: true } : {};
  const health = site?.workload.healthPath ?? healthPath;
  return [
    { name: `${id} ${health}`, url: joinURL(base, health) ?? base, ...tolerance },
    ...engines
      .filter(({ configSyncMode }) => configSyncMode === 'Full')
      .map((engine) => ({
        name: `${engine.id} ${engine.configPath}`,
        url: joinURL(base, engine.configPath) ?? base,
        fields: expectedFields(engine),
        ...tolerance,
      })),
  ];
}

/** Every field of the expectation, and `scoring.host` absent: with it the controller would ask the wrong host. */
function expectedFields(engine: Engine): ExpectedField[] {
  return [...leaves(expectedConfig(engine), []), { path: ['scoring', 'host'], absent: true }];
}

function leaves(value: object, path: Path): ExpectedField[] {
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) => {
    const here = [...path, key];
    return typeof inner === 'object' && inner !== null ? leaves(inner, here) : [{ path: here, equals: inner }];
  });
}
