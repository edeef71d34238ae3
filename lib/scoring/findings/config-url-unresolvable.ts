import { findingKind } from '../../model/finding-kind';
import { hostOf, isClusterLocal, isShortName, serviceOf } from '../endpoint';
import { hubNamespace } from '../framework';
import type { EngineFault } from '../engine-fault';

export const configUrlUnresolvable = findingKind({
  code: 'config-url-unresolvable',
  why: 'The controller asks configURL from its own pod on the hub; a scorer that it cannot reach stays Inactive.',
  fix: 'Give the scorer an address that the hub can reach: NodePort, Skupper, Route, or LoadBalancer.',
  messages: {
    address: 'got "{got}"; {message}',
  },
});

/** Whether a pod in the controller's namespace can resolve the host; `services` are the hub's, as `name.namespace`. */
export function checkConfigURL(
  engine: string,
  configURL: string,
  services: ReadonlySet<string>,
): readonly EngineFault[] {
  const host = hostOf(configURL);
  const fault = (message: string): EngineFault =>
    configUrlUnresolvable.fault('address', { got: configURL, message }, { engine, path: ['configURL'] });
  if (host === undefined) return [fault('write scheme, host and path, as in "http://172.18.0.3:30007/config"')];
  if (!isClusterLocal(host)) return [];
  if (isShortName(host)) {
    if (services.has(`${host}.${hubNamespace}`)) return [];
    return [fault(`a short name does not resolve in namespace ${hubNamespace}; write ${host}.<namespace>.svc`)];
  }
  const service = serviceOf(host);
  if (service !== undefined && services.has(service)) return [];
  return [
    fault('the hub has no such Service, and a cluster-local name is nothing to any other cluster: expose the scorer'),
  ];
}
