import { placeholdersOf, render, type Placeholder, type ResultLabel } from './dimension-format';
import type { Engine } from './engine';
import { knownItems } from './score-items';

/** What a score is wanted for, by labels of the results: `{ app: 'app01', device: 'all' }`. */
export type Subject = Readonly<Partial<Record<ResultLabel, string>>>;

/** The item, or the labels that must be given too. */
export type ItemName = { readonly item: string } | { readonly missing: readonly Placeholder[] };

/**
 * The item that an engine writes for a subject, whatever its format: one subject names the items of several engines, so a
 * strategy may change its engine and nothing else. An engine that writes a single item needs no subject.
 */
export function itemName(engine: Engine, subject: Subject): ItemName {
  const values: Readonly<Partial<Record<Placeholder, string>>> = { ...subject, scoreName: engine.scoring.name };
  const missing = placeholdersOf(engine.dimensionFormat).filter((name) => values[name] === undefined);
  if (missing.length === 0) return { item: render(engine.dimensionFormat, values) };
  const [only, ...others] = knownItems(engine) ?? [];
  return only !== undefined && others.length === 0 ? { item: only } : { missing };
}
