import { describedTypes } from './eks';
import type { EnvironmentData } from './environment';

/** What is wrong with scorers as upstream ships them; an environment mends it by another query and format. */
const flaws: Readonly<Record<string, string>> = {
  // Fractions of a core, which are all cut to 0.
  sample: 'score-constant',
  'llm-forecast': 'score-constant',
  // One series for each pod, and one item for a whole namespace.
  'simple-prediction': 'dimension-overwritten',
};

interface Warned {
  readonly 'dynamic-scoring'?: {
    readonly scorers: Readonly<Record<string, { readonly engines?: Readonly<Record<string, { query?: string }>> }>>;
  };
  readonly eks?: Readonly<
    Record<string, { readonly groups?: readonly { readonly type: string; readonly min?: number }[] }>
  >;
  readonly ocifit?: { readonly on: string; readonly nodeFeatures?: string };
}

/** The codes of all warnings that an environment deserves, sorted: what is true of the scorers that it takes as they are. */
export function deservedWarnings(data: EnvironmentData): string[] {
  const scorers = Object.entries((data as Warned)['dynamic-scoring']?.scorers ?? {}).flatMap(([id, { engines }]) =>
    engines?.[id]?.query === undefined ? (flaws[id] ?? []) : [],
  );
  return [...scorers, ...untold(data)].sort();
}

/** Groups that start from no node and of which the file of features does not tell. */
function untold({ ocifit, eks = {} }: Warned): string[] {
  if (ocifit?.nodeFeatures === undefined) return [];
  const described: readonly string[] = describedTypes;
  const groups = eks[ocifit.on]?.groups ?? [];
  return groups.some(({ type, min = 0 }) => min === 0 && !described.includes(type)) ? ['node-features-absent'] : [];
}
