import type { FindingKind } from '../../../model/finding';
import { oneOf, quote, type Fault } from '../../problem';
import type { PodTemplate } from './pod-template';

export const apiRestartPolicyKind: FindingKind = {
  code: 'api-restart-policy',
  why: 'A workload that runs for ever restarts its pods always; a Job must be able to end, and says so itself.',
  fix: 'Leave restartPolicy out of Deployments, DaemonSets and StatefulSets; set Never or OnFailure in Jobs and CronJobs.',
};

const allowed: Readonly<Record<string, readonly (string | undefined)[]>> = {
  CronJob: ['Never', 'OnFailure'],
  DaemonSet: ['Always', undefined],
  Deployment: ['Always', undefined],
  Job: ['Never', 'OnFailure'],
  StatefulSet: ['Always', undefined],
};

export function restartPolicyFaults({ spec, path }: PodTemplate, kind: string): Fault[] {
  const { restartPolicy } = spec;
  const right = allowed[kind];
  if (!right || right.some((policy) => policy === restartPolicy)) return [];
  const names = oneOf(right.filter((policy) => policy !== undefined));
  const message = `got ${quote(restartPolicy)}; in a ${kind} it must be ${names}`;
  return [{ code: apiRestartPolicyKind.code, path: [...path, 'restartPolicy'], message }];
}
