/** As nodes and images call it: the label `kubernetes.io/arch`. */
export type Architecture = 'amd64' | 'arm64';

export const architectures: readonly Architecture[] = ['amd64', 'arm64'];
