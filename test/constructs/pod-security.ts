import { at } from './rendered';

type Fields = Record<string, unknown>;

const permittedVolumes = new Set(['configMap', 'emptyDir', 'persistentVolumeClaim', 'projected', 'secret']);

/** Every point of Pod Security *restricted* (Kubernetes' own list) that a pod spec breaks, one line each. */
export function restrictedViolations(spec: unknown): string[] {
  const pod = spec as Fields;
  const violations: string[] = [];
  for (const field of ['hostNetwork', 'hostPID', 'hostIPC']) if (pod[field]) violations.push(field);
  for (const volume of (pod.volumes ?? []) as Fields[]) {
    const kind = Object.keys(volume).find((key) => key !== 'name')!;
    if (!permittedVolumes.has(kind)) violations.push(`volume ${kind}`);
  }
  if (at(pod, 'securityContext', 'runAsUser') === 0) violations.push('runAsUser of the pod');
  for (const container of [...(pod.containers as Fields[]), ...((pod.initContainers ?? []) as Fields[])]) {
    const context = (container.securityContext ?? {}) as Fields;
    const name = String(container.name);
    if (context.privileged === true) violations.push(`privileged in ${name}`);
    if (context.allowPrivilegeEscalation !== false) violations.push(`allowPrivilegeEscalation in ${name}`);
    if (context.runAsNonRoot !== true) violations.push(`runAsNonRoot in ${name}`);
    if (context.runAsUser === 0) violations.push(`runAsUser in ${name}`);
    if (at(context, 'seccompProfile', 'type') !== 'RuntimeDefault') violations.push(`seccompProfile in ${name}`);
    if (JSON.stringify(context.capabilities) !== '{"drop":["ALL"]}') violations.push(`capabilities in ${name}`);
    for (const port of (container.ports ?? []) as Fields[])
      if ('hostPort' in port) violations.push(`hostPort in ${name}`);
  }
  return violations;
}
