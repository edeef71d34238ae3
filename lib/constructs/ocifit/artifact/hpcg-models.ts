import type { ModelRule } from './model-rule';

/** Where the authors of ocifit publish their example. It has only the first two of the models below. */
export const publishedExample = 'ghcr.io/compspec/ocifit-k8s-compatibility:ml-example-with-random';

/** The builds of HPCG that the example gives for the figure of merit, its best ones over all node types. */
const images = {
  amd64: 'ghcr.io/converged-computing/hpcg-matrix:znver3-Ofast',
  arm64: 'ghcr.io/converged-computing/hpcg-matrix:cortex-a72-Os',
};

const best: ModelRule = { direction: 'maximize', images };

/** What of the published example is used here. */
export const exampleModels: Readonly<Record<string, ModelRule>> = {
  random: { direction: 'random', images },
  fom: best,
};

/** The models with R² of at least 0.85 that the experiments compare with random. */
export const hpcgModels: Readonly<Record<string, ModelRule>> = {
  ...exampleModels,
  gflops_per_second_waxpby: best,
  gflops_per_second_spmv: best,
  memory_bandwidth_across_kernels_total: best,
  memory_bandwidth_across_kernels_write: best,
};
