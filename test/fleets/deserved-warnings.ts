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
  readonly strategies?: Readonly<Record<string, Strategy>>;
}

interface Strategy {
  readonly engines: Readonly<Record<string, number>>;
  readonly clusterSets?: readonly string[];
  readonly labels?: Readonly<Record<string, string>>;
}

/** The codes of all warnings that an environment deserves, sorted: what is true of the scorers that it takes as they are. */
export function deservedWarnings(data: EnvironmentData): string[] {
  const { 'dynamic-scoring': scoring, strategies = {} } = data as Scorers;
  const scorers = Object.entries(scoring?.scorers ?? {}).flatMap(([id, { engines }]) =>
    engines?.[id]?.query === undefined ? (flaws[id] ?? []) : [],
  );
  return [...scorers, ...Object.values(strategies).flatMap(unkept)].sort();
}

/** A cluster that joins wins by engines of which lower is better, which are those with flaws, unless it is kept out. */
function unkept({ engines, clusterSets = ['global'], labels = {} }: Strategy): string[] {
  if (!clusterSets.includes('global') || Object.keys(labels).length > 0) return [];
  return Object.keys(engines).flatMap((id) => (Object.hasOwn(flaws, id) ? ['unscored-cluster-wins'] : []));
}
