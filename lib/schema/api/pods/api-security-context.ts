import type { FindingKind } from '../../../model/finding';
import type { Path } from '../../../model/origin';
import { quote, type Fault } from '../../problem';
import { at } from '../objects';
import type { PodTemplate } from './pod-template';

export const apiSecurityContextKind: FindingKind = {
  code: 'api-security-context',
  why: 'Some settings of a security context exclude one another, and the API server refuses them together.',
  fix: 'Leave out one of the two.',
};

export function securityContextFaults(pod: PodTemplate): Fault[] {
  const { code } = apiSecurityContextKind;
  const containers = pod.containers.flatMap(({ fields, path }): Fault[] => {
    if (at(fields, 'securityContext', 'allowPrivilegeEscalation') !== false) return [];
    const place = [...path, 'securityContext', 'allowPrivilegeEscalation'];
    if (at(fields, 'securityContext', 'privileged') === true)
      return [{ code, path: place, message: 'got false; a privileged container can always escalate' }];
    const added = at(fields, 'securityContext', 'capabilities', 'add') as readonly string[] | undefined;
    const capability = added?.find((name) => name === 'SYS_ADMIN' || name === 'CAP_SYS_ADMIN');
    if (capability === undefined) return [];
    return [{ code, path: place, message: `got false; a container with ${quote(capability)} can always escalate` }];
  });
  const places = [{ fields: pod.spec, path: pod.path }, ...pod.containers];
  return [
    ...containers,
    ...places.flatMap(({ fields, path }) => seccompFaults(at(fields, 'securityContext', 'seccompProfile'), path)),
  ];
}

function seccompFaults(profile: unknown, path: Path): Fault[] {
  const local = at(profile, 'type') === 'Localhost';
  const file = at(profile, 'localhostProfile');
  if (profile === undefined || local === (file !== undefined)) return [];
  const message = local
    ? 'got nothing; type Localhost needs the profile'
    : `got ${quote(file)}; only type Localhost has one`;
  const place = [...path, 'securityContext', 'seccompProfile', 'localhostProfile'];
  return [{ code: apiSecurityContextKind.code, path: place, message }];
}
