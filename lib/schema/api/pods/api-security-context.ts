import { at } from '../../../model/json';
import type { ObjectFault } from '../../object-fault';
import { findingKind } from '../../../model/finding-kind';
import type { Path } from '../../../model/origin';
import type { PodTemplate } from './pod-template';

export const apiSecurityContextKind = findingKind({
  code: 'api-security-context',
  why: 'Some settings of a security context exclude one another, and the API server rejects them together.',
  fix: 'Leave out one of the two.',
  messages: {
    privileged: 'got false; a privileged container can always escalate',
    addedCapability: 'got false; a container with {capability:json} can always escalate',
    noProfile: 'got nothing; type Localhost needs the profile',
    profile: 'got {got:json}; only type Localhost has one',
  },
});

export function securityContextFaults(pod: PodTemplate): ObjectFault[] {
  const containers = pod.containers.flatMap(({ fields, path }): ObjectFault[] => {
    if (at(fields, 'securityContext', 'allowPrivilegeEscalation') !== false) return [];
    const place = [...path, 'securityContext', 'allowPrivilegeEscalation'];
    if (at(fields, 'securityContext', 'privileged') === true)
      return [apiSecurityContextKind.fault('privileged', {}, { path: place })];
    const added = at(fields, 'securityContext', 'capabilities', 'add') as readonly string[] | undefined;
    const capability = added?.find((name) => name === 'SYS_ADMIN' || name === 'CAP_SYS_ADMIN');
    if (capability === undefined) return [];
    return [apiSecurityContextKind.fault('addedCapability', { capability }, { path: place })];
  });
  const places = [{ fields: pod.spec, path: pod.path }, ...pod.containers];
  return [
    ...containers,
    ...places.flatMap(({ fields, path }) => seccompFaults(at(fields, 'securityContext', 'seccompProfile'), path)),
  ];
}

function seccompFaults(profile: unknown, path: Path): ObjectFault[] {
  const local = at(profile, 'type') === 'Localhost';
  const file = at(profile, 'localhostProfile');
  if (profile === undefined || local === (file !== undefined)) return [];
  const place = [...path, 'securityContext', 'seccompProfile', 'localhostProfile'];
  return [
    local
      ? apiSecurityContextKind.fault('noProfile', {}, { path: place })
      : apiSecurityContextKind.fault('profile', { got: file }, { path: place }),
  ];
}
