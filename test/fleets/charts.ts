import * as fc from 'fast-check';
import { isHub, onJust, some, someOf, type Site } from './site';

/** By chart, the clusters that it is on. */
export type ChartSites = Readonly<Record<string, readonly Site[]>>;

/** What a chart cannot be without on its cluster. */
const needs: Readonly<Record<string, string>> = { kepler: 'kube-prometheus-stack', kserve: 'cert-manager' };

/** Charts whose pods OpenShift refuses. */
const refused = ['kepler', 'kserve', 'kube-prometheus-stack', 'node-feature-discovery'];

const duration = fc.constantFrom('15s', '1m', '1h30m');

const options: Readonly<Record<string, fc.Arbitrary<object>>> = {
  'flux-operator': some({ image: fc.constant(`ghcr.io/flux-framework/flux-operator@sha256:${'0'.repeat(64)}`) }),
  kepler: some({ release: fc.constantFrom('0.7.10', '0.7.11', '0.7.12', '0.8.0'), interval: duration }),
  kserve: some({ mode: fc.constantFrom('RawDeployment', 'Knative') }),
  'kube-prometheus-stack': fc
    .tuple(
      some({
        retention: fc.constantFrom('30d', '7d12h'),
        remoteWrite: fc.constant('http://vm.example.com:8428/api/v1/write'),
      }),
      // Without one, samples that are to be kept are warned of.
      fc.constantFrom({ size: '8Gi' }, { size: '500Mi', class: 'fast' }),
    )
    .map(([rest, storage]) => ({ ...rest, storage })),
};

/** Charts that nothing else asks for. */
export function freeCharts(all: readonly Site[]): fc.Arbitrary<ChartSites> {
  const hub = all.filter(isHub);
  const plain = all.filter(({ platform }) => platform !== 'openshift');
  // Every site of Skupper links to the hub's, which others must reach.
  const linkable = hub.some(({ platform, address }) => platform !== 'kind' || address !== undefined);
  const on = someOf(all);
  return some<ChartSites>({
    'cert-manager': on,
    'external-secrets': on,
    'flux-operator': on,
    'sealed-secrets': on,
    // OpenShift brings its own, or refuses their pods.
    ...(plain.length > 0 && {
      kepler: someOf(plain),
      kserve: someOf(plain),
      'kube-prometheus-stack': someOf(plain),
      'node-feature-discovery': someOf(plain),
    }),
    ...(linkable && { skupper: on.map((chosen) => [...new Set([...hub, ...chosen])]) }),
  }).map((chosen) => Object.fromEntries(Object.entries(chosen).flatMap(([name, at]) => (at ? [[name, at]] : []))));
}

/** The block `charts` with all that anything asks for. */
export function chartsBlock(wanted: readonly ChartSites[], all: readonly Site[]): fc.Arbitrary<object> {
  const on = new Map<string, Set<Site>>();
  const add = (name: string, wantedOn: readonly Site[]) => {
    // What OpenShift refuses is there by other ways: whoever asks for it says so under external.
    const at = refused.includes(name) ? wantedOn.filter(({ platform }) => platform !== 'openshift') : wantedOn;
    if (at.length === 0) return;
    on.set(name, new Set([...(on.get(name) ?? []), ...at]));
    const needed = needs[name];
    if (needed !== undefined) add(needed, at);
  };
  for (const charts of wanted) for (const [name, at] of Object.entries(charts)) add(name, at);
  const entries = [...on].map(([name, at]) =>
    fc
      .tuple(
        onJust(
          all.filter((site) => at.has(site)),
          all,
        ),
        options[name] ?? fc.constant({}),
      )
      .map(([where, rest]) => [name, { on: where, ...rest }] as const),
  );
  return fc.tuple(...entries).map((all) => Object.fromEntries(all));
}
