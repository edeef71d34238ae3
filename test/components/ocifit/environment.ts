/** An environment with ocifit on an EKS cluster of one autoscaled group for each architecture; `ocifit` are the lines of its block. */
export function onEks(ocifit = ''): string {
  return `environment: test
gitops: { repoURL: https://github.com/acme/fleet.git, revision: refs/heads/main, path: dist }
clusters:
  hub01: { platform: eks, role: hub }
  nfd-cluster: { platform: eks }
charts:
  cert-manager: { on: nfd-cluster }
  flux-operator: { on: nfd-cluster }
  node-feature-discovery: { on: nfd-cluster }
eks:
  nfd-cluster:
    account: "012345678901"
    region: us-east-1
    zones: [us-east-1a, us-east-1b]
    kubernetes: "1.35"
    sticky: { type: t3.xlarge, min: 2, max: 2 }
    groups: [{ type: c7a.12xlarge }, { type: m7g.16xlarge }]
ocifit:
  on: nfd-cluster
${ocifit}`;
}

/** The same on a kind cluster with one worker node, by host name, as one tries it first. */
export function onKind(ocifit = '', nodes = 2): string {
  return `environment: test
gitops: { repoURL: https://github.com/acme/fleet.git, revision: refs/heads/main, path: dist }
clusters:
  hub01: { platform: kind, role: hub }
  worker02: { platform: kind, nodes: ${nodes} }
charts:
  cert-manager: { on: worker02 }
  flux-operator: { on: worker02 }
ocifit:
  on: worker02
${ocifit}`;
}

/** An artifact of one's own with the models of the six known experiments. */
export const ownArtifact = '  artifact: { reference: ghcr.io/acme/ocifit:hpcg-1 }\n';

export const sixExperiments = `  experiments:
    runs:
      random: {}
      fom: {}
      gflops-per-second-waxpby: {}
      gflops-per-second-spmv: {}
      memory-bandwidth-across-kernels-total: {}
      memory-bandwidth-across-kernels-write: {}
`;
