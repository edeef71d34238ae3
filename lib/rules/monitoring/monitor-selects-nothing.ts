import { type Located } from '../../graph/located';
import { labelSelector, selects, type Selector } from '../../graph/selector';
import { groupKind, isKind } from '../../kinds/group-kind';
import { findingKind } from '../../model/finding-kind';
import { fieldOf } from '../engine/fault';
import { objectRule } from '../engine/object-rule';
import type { Fault } from '../engine/rule';

interface Service extends Pick<Located, 'ref'> {
  readonly labels: Readonly<Record<string, string>>;
  readonly ports: readonly string[];
}

interface Monitor extends Omit<Located, 'manifest'> {
  readonly selector: Selector;
  readonly namespaces: readonly string[];
  /** Each with its place among the endpoints. */
  readonly ports: readonly { readonly port: string; readonly at: number }[];
}

type Fact = { readonly service: Service } | { readonly monitor: Monitor } | Fault;

const finding = findingKind({
  code: 'monitor-selects-nothing',
  why: 'Prometheus does not report a ServiceMonitor that matches nothing: its metrics are missing.',
  fix: 'Use the labels of the Service, its namespace if it is another one, and the name of one of its ports.',
  messages: {
    noPort: 'missing a port; name one of the Service',
    noService: 'matches no Service in namespace {namespaces}',
    unknownPort: 'got {got}; the ports of its Services are {expected}',
  },
});

export const monitorSelectsNothing = objectRule({
  ...finding,
  kinds: ['v1/Service', 'monitoring.coreos.com/v1/ServiceMonitor'],
  profile: 'gitops',
  ofAbsence: true,
  summary: 'Every ServiceMonitor selects a Service and scrapes one of its ports.',
  turnOff: 'When something that is not rendered here makes the Services.',

  *collect({ manifest, ...own }): Iterable<Fact> {
    const { ref, uninstantiated } = own;
    if (uninstantiated) return;
    if (manifest.kind === 'Service') {
      const ports = (manifest.spec?.ports ?? []).flatMap(({ name }) => name ?? []);
      yield { service: { ref, labels: manifest.metadata.labels ?? {}, ports } };
      return;
    }
    const { endpoints, selector, namespaceSelector = {} } = manifest.spec;
    for (const [at, { port, targetPort }] of endpoints.entries())
      if (port === undefined && targetPort === undefined)
        yield finding.fault('noPort', {}, fieldOf(own, ['spec', 'endpoints', at]));
    const labels = namespaceSelector.any === true ? undefined : labelSelector(selector);
    const { matchNames = [] } = namespaceSelector;
    const namespaces = matchNames.length > 0 ? matchNames : [ref.namespace ?? ''];
    const ports = endpoints.flatMap(({ port }, at) => (port === undefined ? [] : [{ port, at }]));
    if (labels) yield { monitor: { ...own, selector: labels, namespaces, ports } };
  },

  *judge(facts, { input }) {
    const services = new Map<string, Service[]>();
    for (const fact of facts)
      if ('service' in fact) {
        const key = `${fact.service.ref.cluster}/${fact.service.ref.namespace ?? ''}`;
        services.set(key, [...(services.get(key) ?? []), fact.service]);
      }
    const others = new Set(
      input.present.flatMap((ref) => (isKind('/Service', ref) ? [`${ref.cluster}/${ref.namespace ?? ''}`] : [])),
    );
    for (const fact of facts) {
      if ('message' in fact) yield fact;
      if (!('monitor' in fact)) continue;
      const { monitor } = fact;
      const places = monitor.namespaces.map((namespace) => `${monitor.ref.cluster}/${namespace}`);
      const found = places
        .flatMap((place) => services.get(place) ?? [])
        .filter(({ labels }) => selects(monitor.selector, labels));
      if (found.length === 0) {
        // The labels of a Service that others bring are unknown.
        const { cluster } = monitor.ref;
        const isOthers = monitor.namespaces.some(
          (namespace) =>
            !services.has(`${cluster}/${namespace}`) &&
            (others.has(`${cluster}/${namespace}`) ||
              input.mayExist?.({ cluster, ...groupKind('/Service'), namespace, name: '' }) === true),
        );
        if (!isOthers)
          yield finding.fault('noService', { namespaces: monitor.namespaces }, fieldOf(monitor, ['spec', 'selector']));
        continue;
      }
      const ports = found.flatMap((service) => service.ports);
      for (const { port, at } of monitor.ports)
        if (!ports.includes(port))
          yield finding.fault(
            'unknownPort',
            { got: port, expected: ports },
            fieldOf(monitor, ['spec', 'endpoints', at, 'port']),
          );
    }
  },
});
