import { find, isObject, parsePattern } from '../../graph/field-pattern';
import { containersOf, podKinds, podTemplate, type Container } from '../../graph/pod-template';
import type { Manifest } from '../../model/manifest';
import { faultAt, list } from '../engine/fault';
import type { Fault, Rule } from '../engine/rule';

const places = ['livenessProbe', 'readinessProbe', 'startupProbe'].flatMap((probe) =>
  ['httpGet', 'tcpSocket', 'grpc'].map((kind) => parsePattern(`${probe}.${kind}.port`)),
);

/** A probe asks a port that its container declares, where it declares any. */
export const probeTargetsNoPort: Rule<Fault> = {
  code: 'probe-targets-no-port',
  kinds: podKinds,
  severity: 'error',
  why: 'A probe that asks a port on which nothing listens keeps the pod from being ready, or kills it again and again.',
  fix: 'Ask one of the ports that the container declares, or declare the port.',

  *collect(_, { objects }) {
    for (const located of objects) {
      const template = podTemplate(located);
      for (const container of template ? containersOf(template) : []) {
        const known = declared(container);
        if (known.length === 0) continue;
        for (const { value, path } of places.flatMap((place) => find(place, container.value, container.path)))
          if (!known.includes(value)) {
            const message = `got port ${String(value)}, which the container does not declare; its ports are ${list(known.map(String))}`;
            yield faultAt(located, path, message);
          }
      }
    }
  },

  judge: (faults) => faults,

  bad: {
    units: { 'worker01/demo': [pod(8001), pod('web')] },
    findings: [
      'Pod demo/web spec.containers[0].readinessProbe.httpGet.port: got port 8001, which the container does not declare; its ports are 8000, http',
      'Pod demo/web spec.containers[0].readinessProbe.httpGet.port: got port web, which the container does not declare; its ports are 8000, http',
    ],
  },
  good: { 'worker01/demo': [pod(8000), pod('http')] },
};

function declared({ value }: Container): unknown[] {
  const ports: readonly unknown[] = Array.isArray(value.ports) ? value.ports : [];
  return ports.flatMap((port) =>
    isObject(port) ? [port.containerPort, port.name].filter((known) => known !== undefined) : [],
  );
}

function pod(port: number | string): Manifest {
  const containers = [
    {
      name: 'web',
      image: 'web:1.0',
      ports: [{ containerPort: 8000, name: 'http' }],
      readinessProbe: { httpGet: { path: '/', port } },
    },
  ];
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web', namespace: 'demo' }, spec: { containers } };
}
