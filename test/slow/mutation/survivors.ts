/** Mutants that nothing notices, and why that is so. */
export interface Survivors {
  /** Matches the keys of the mutants: kind, field and change. */
  readonly keys: RegExp;
  readonly why: string;
  /** The change breaks what the tool promises, and manifests alone cannot show it. */
  readonly breaks?: true;
}

export const survivors: readonly Survivors[] = [];
