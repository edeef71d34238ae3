/** A kind of object in its API group, whatever the version; the core group is the empty string. */
export interface GroupKind {
  readonly group: string;
  readonly kind: string;
}

/** `apps/Deployment`, `/Service`: the key of every table by kind. */
export function groupKindKey({ group, kind }: GroupKind): string {
  return `${group}/${kind}`;
}

/** The group of everything that a Ref can name though no API server has it. */
const outside = 'scorewright.dev';

/** A Ref's kind for what is not an object: a whole API group, a folder of a repository, an IAM role. */
export function outsideApi(kind: string): GroupKind {
  return { group: outside, kind };
}
