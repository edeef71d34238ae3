import { find, isObject, parsePattern } from '../../graph/field-pattern';
import { kindKey, type Located } from '../../graph/located';
import { labelSelector, selects, type Selector } from '../../graph/selector';
import { groupKind, isKind } from '../../kinds/group-kind';
import { faultOf, list, shown } from '../engine/fault';
import type { Fault, Rule } from '../engine/rule';

interface Service extends Pick<Located, 'ref'> {
  readonly labels: Readonly<Record<string, string>>;
  readonly ports: readonly unknown[];
}

interface Monitor extends Omit<Located, 'manifest'> {
  readonly selector: Selector;
  readonly namespaces: readonly string[];
  readonly ports: readonly unknown[];
}

type Fact = { readonly service: Service } | { readonly monitor: Monitor } | Fault;

const portNames = parsePattern('spec.ports[*].name');
const endpointPorts = parsePattern('spec.endpoints[*].port');
const endpoints = parsePattern('spec.endpoints[*]');
const portFields = ['port', 'portNumber', 'targetPort'];
const matchNames = parsePattern('spec.namespaceSelector.matchNames[*]');

export const monitorSelectsNothing: Rule<Fact> = {
  code: 'monitor-selects-nothing',
  kinds: ['/Service', 'monitoring.coreos.com/ServiceMonitor'],
  severity: 'error',
  ofAbsence: true,
  summary: 'Every ServiceMonitor selects a Service and scrapes one of its ports.',
  why: 'Prometheus does not report a ServiceMonitor that matches nothing: its metrics are missing.',
  fix: 'Use the labels of the Service, its namespace if it is another one, and the name of one of its ports.',
  turnOff: 'When something that is not rendered here makes the Services.',

  *collect(_, { objects }) {
    for (const { manifest, ref, path, uninstantiated, origin } of objects) {
      if (uninstantiated) continue;
      const key = kindKey(manifest);
      const values = (pattern: typeof portNames): unknown[] => find(pattern, manifest, []).map(({ value }) => value);
      if (key === '/Service')
        yield { service: { ref, labels: manifest.metadata.labels ?? {}, ports: values(portNames) } };
      if (key !== 'monitoring.coreos.com/ServiceMonitor' || !isObject(manifest.spec)) continue;
      for (const { value, path: at } of find(endpoints, manifest, []))
        if (isObject(value) && portFields.every((name) => value[name] === undefined))
          yield faultOf({ ref, path, uninstantiated, origin }, at, 'got no port; name one of the Service');
      const { selector, namespaceSelector } = manifest.spec;
      if (isObject(namespaceSelector) && namespaceSelector.any === true) continue;
      const named = values(matchNames).map(String);
      const namespaces = named.length > 0 ? named : [ref.namespace ?? ''];
      const labels = labelSelector(selector);
      if (labels)
        yield {
          monitor: { ref, path, uninstantiated, origin, selector: labels, namespaces, ports: values(endpointPorts) },
        };
    }
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
        // Labels of a Service that others bring are not known.
        const { cluster } = monitor.ref;
        const isOthers = monitor.namespaces.some(
          (namespace) =>
            !services.has(`${cluster}/${namespace}`) &&
            (others.has(`${cluster}/${namespace}`) ||
              input.mayExist?.({ cluster, ...groupKind('/Service'), namespace, name: '' }) === true),
        );
        const where = list(monitor.namespaces);
        if (!isOthers)
          yield faultOf(monitor, ['spec', 'selector'], `got labels that no Service of namespace ${where} has`);
        continue;
      }
      const ports = found.flatMap((service) => service.ports);
      for (const [index, port] of monitor.ports.entries())
        if (!ports.includes(port))
          yield faultOf(
            monitor,
            ['spec', 'endpoints', index, 'port'],
            `got ${shown(port)}; the ports of its Services are ${list(ports.map(shown))}`,
          );
    }
  },
};
