import type { ReviewClass } from '../note';
import { markup, type Html } from './html';

/** How grave a class is, as a colour; the word always stands beside it. */
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
