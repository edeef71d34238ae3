/**
 * How many tasks Flux starts: as many as the node has processors (`nproc`) or cores (`cores`), a number, or what Flux starts
 * by itself: one.
 */
export type Tasks = number | 'nproc' | 'cores' | 'none';

/** The experiments of ocifit's authors, by the name of their folder and their MiniClusters. */
export const knownExperiments: Readonly<Record<string, { readonly model: string; readonly tasks: Tasks }>> = {
  random: { model: 'random', tasks: 'none' },
  fom: { model: 'fom', tasks: 'nproc' },
  'gflops-per-second-waxpby': { model: 'gflops_per_second_waxpby', tasks: 'nproc' },
  // Its authors give four, for a type with eight processors on four cores; which type is chosen follows from the nodes.
  'gflops-per-second-spmv': { model: 'gflops_per_second_spmv', tasks: 'cores' },
  'memory-bandwidth-across-kernels-total': { model: 'memory_bandwidth_across_kernels_total', tasks: 'nproc' },
  'memory-bandwidth-across-kernels-write': { model: 'memory_bandwidth_across_kernels_write', tasks: 'nproc' },
};

/** The experiment that the others are compared with. */
export const baseline = 'random';
