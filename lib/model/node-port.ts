/** Kubernetes' default range of NodePorts, both ends included (`--service-node-port-range` of the API server). */
export const nodePortRange = { minimum: 30_000, maximum: 32_767 } as const;

/** Whether the API server takes the number as a NodePort. */
export function isNodePort(port: number): boolean {
  return Number.isInteger(port) && port >= nodePortRange.minimum && port <= nodePortRange.maximum;
}
