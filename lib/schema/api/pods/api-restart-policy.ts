import { oneOf } from '../../../model/words';
import type { ObjectFault } from '../../object-fault';
import { findingKind } from '../../../model/finding-kind';
import type { PodTemplate } from './pod-template';

export const apiRestartPolicyKind = findingKind({
  code: 'api-restart-policy',
  why: 'A workload that runs forever restarts its pods always; a Job must be able to end, and says so itself.',
  fix: 'Leave restartPolicy out of Deployments, DaemonSets and StatefulSets; set Never or OnFailure in Jobs and CronJobs.',
  messages: {
    otherPolicy: 'got {got:json}; in a {kind} it must be {names}',
  },
});

const allowed: Readonly<Record<string, readonly (string | undefined)[]>> = {
  CronJob: ['Never', 'OnFailure'],
  DaemonSet: ['Always', undefined],
  Deployment: ['Always', undefined],
  Job: ['Never', 'OnFailure'],
  StatefulSet: ['Always', undefined],
};

export function restartPolicyFaults({ spec, path }: PodTemplate, kind: string): ObjectFault[] {
  const { restartPolicy } = spec;
  const right = allowed[kind];
  if (!right || right.some((policy) => policy === restartPolicy)) return [];
  const names = oneOf(right.filter((policy) => policy !== undefined));
  return [
    apiRestartPolicyKind.fault(
      'otherPolicy',
      { got: restartPolicy, kind, names },
      { path: [...path, 'restartPolicy'] },
    ),
  ];
}
