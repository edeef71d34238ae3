import type { Consequence } from './consequence';

/** Every consequence, in the order in which they are judged: a later one sees what the earlier ones said. */
export const consequences: readonly Consequence[] = [];
