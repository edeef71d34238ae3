import { z } from 'zod';
import { reject } from '../../environment/rejection';
import { valueRange } from '../../environment/issue-explanation';
import { hint } from '../../model/words';
import { builtIn, enginesOf, findEngine } from '../../scoring/catalogue';
import { engineSchema, type Engine } from '../../scoring/engine';

/** An engine as props name it: the id of one that comes with the package, or an engine of your own. */
export const engineReference = z.union([
  z.string().superRefine((id, context) => {
    if (findEngine(id) !== undefined) return;
    const known = enginesOf(builtIn).map((engine) => engine.id);
    reject(context, (got) => valueRange.fault('range', { got, reason: hint(id, known, 'engines').hint }));
  }),
  engineSchema,
]);

/** The engine that a checked reference stands for. */
export function engineOf(reference: string | Engine): Engine {
  const engine = typeof reference === 'string' ? findEngine(reference) : reference;
  if (engine === undefined) throw new Error(`the schema lets no unknown engine pass; got ${JSON.stringify(reference)}`);
  return engine;
}
