/** How many tasks Flux starts: as many as the node has processors, a number, or what Flux starts by itself: one. */
export type Tasks = number | 'nproc' | 'none';

/** The experiments of ocifit's authors, by the name of their folder and their MiniClusters. */
export const knownExperiments: Readonly<Record<string, { readonly model: string; readonly tasks: Tasks }>> = {
  random: { model: 'random', tasks: 'none' },
  fom: { model: 'fom', tasks: 'nproc' },
  'gflops-per-second-waxpby': { model: 'gflops_per_second_waxpby', tasks: 'nproc' },
  // Its nodes have eight virtual processors on four cores, and Flux counts cores.
  'gflops-per-second-spmv': { model: 'gflops_per_second_spmv', tasks: 4 },
  'memory-bandwidth-across-kernels-total': { model: 'memory_bandwidth_across_kernels_total', tasks: 'nproc' },
  'memory-bandwidth-across-kernels-write': { model: 'memory_bandwidth_across_kernels_write', tasks: 'nproc' },
};

/** The experiment that the others are compared with. */
export const baseline = 'random';
