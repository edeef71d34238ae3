import type { ReviewClass } from '../note';
import { markup, type Html } from './html';

/** The color of a class, by how grave it is; its word is always shown too. */
const tones: Readonly<Record<ReviewClass, 'grave' | 'warn' | 'calm' | 'quiet'>> = {
  none: 'quiet',
  add: 'calm',
  'in-place': 'calm',
  'next-run': 'calm',
  roll: 'warn',
  restart: 'warn',
  recreate: 'warn',
  refused: 'grave',
  move: 'grave',
  remove: 'grave',
  orphan: 'grave',
  danger: 'grave',
};

export function toneOf(word: ReviewClass): string {
  return tones[word];
}

/** A class as a badge. */
export function badge(word: ReviewClass): Html {
  return markup`<span class="word ${tones[word]}">${word}</span>`;
}
