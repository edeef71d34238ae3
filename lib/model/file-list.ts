/**
 * The list of a cluster's files, `dist/<environment>/<cluster>/files.txt`, which every Application of the cluster watches.
 *
 * Argo CD asks `git diff --name-only` what changed, and Git names a file that moved by its new path only. The Application
 * that lost the file would count as unchanged and keep it. Whatever leaves a cluster changes its list, and a list stays
 * where it is, so the diff names it.
 */
export const fileList = 'files.txt';
