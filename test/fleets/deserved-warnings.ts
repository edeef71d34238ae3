import type { EnvironmentData } from './environment';

/** What is wrong with scorers as upstream ships them; an environment mends it by another query and format. */
const flaws: Readonly<Record<string, string>> = {
  // Fractions of a core, which are all cut to 0.
  sample: 'score-constant',
  'llm-forecast': 'score-constant',
  // One series for each pod, and one item for a whole namespace.
  'simple-prediction': 'dimension-overwritten',
};

interface Scorers {
  readonly 'dynamic-scoring'?: {
    readonly scorers: Readonly<Record<string, { readonly engines?: Readonly<Record<string, { query?: string }>> }>>;
  };
}

/** The codes of all warnings that an environment deserves, sorted: what is true of the scorers that it takes as they are. */
export function deservedWarnings(data: EnvironmentData): string[] {
  const scorers = Object.entries((data as Scorers)['dynamic-scoring']?.scorers ?? {});
  return scorers.flatMap(([id, { engines }]) => (engines?.[id]?.query === undefined ? (flaws[id] ?? []) : [])).sort();
}
