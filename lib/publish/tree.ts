/** What a publication owns: a folder with all that is in it, or one file. */
export interface Tree {
  readonly type: 'folder' | 'file';
  /** From the publication's folder, with `/`: `dist/kind`, `argocd/kind.yaml`. */
  readonly path: string;
}

/** True for a path that stays inside its folder and has one way to be written. */
export function isPlain(path: string): boolean {
  return path.split('/').every((part) => part !== '' && part !== '.' && part !== '..' && !/[\\\0]/.test(part));
}

/** The folder of a path; empty for the publication's own folder. */
export function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

const draft = '.scorewright';

/** Where a file is written that cannot be renamed into its place: beside it, so that nobody sees half a file. */
export function draftOf(path: string): string {
  return `${path}${draft}`;
}

/** True for what a killed run may leave beside its outputs. */
export function isDraft(path: string): boolean {
  return path.endsWith(draft);
}
