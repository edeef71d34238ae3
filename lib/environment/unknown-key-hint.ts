import { z } from 'zod';

/** By the map, what to say of a key in it that is unknown and near to none, in place of a list of all that it may have. */
export const unknownKeyHints = z.registry<{ readonly hint: string }>();
