import type { ObjectFault } from '../../object-fault';
import type { Manifest } from '../../../model/manifest';
import { metadataFaults } from '../../name-invalid';
import { apiContainerKind, containerFaults } from './api-container';
import { containerPortFaults } from './api-container-ports';
import { envFaults } from './api-env';
import { probeFaults } from './api-probe';
import { resourceFaults } from './api-resources';
import { restartPolicyFaults } from './api-restart-policy';
import { securityContextFaults } from './api-security-context';
import { tolerationFaults } from './api-tolerations';
import { claimNames, volumeFaults } from './api-volumes';
import { podSpecPath, podTemplate } from './pod-template';

/** Everything about the pods that a workload makes. */
export function podFaults(manifest: Manifest): ObjectFault[] {
  const pod = podTemplate(manifest);
  if (!pod) {
    const path = podSpecPath(manifest);
    return path ? [apiContainerKind.fault('noContainer', {}, { path })] : [];
  }
  const template = manifest.kind === 'Pod' ? [] : metadataFaults(pod.metadata, pod.metadataPath);
  return [
    ...template,
    ...containerFaults(pod),
    ...containerPortFaults(pod),
    ...envFaults(pod),
    ...probeFaults(pod),
    ...resourceFaults(pod),
    ...restartPolicyFaults(pod, manifest.kind),
    ...securityContextFaults(pod),
    ...tolerationFaults(pod),
    ...volumeFaults(pod, claimNames(manifest)),
  ];
}
