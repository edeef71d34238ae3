import { createHash } from 'node:crypto';
import { unitKey, type Rendered, type Unit } from '../model/unit';

/** Hashes of the units that smoke tests vouch for; of the others nothing is kept. */
export class Digests {
  private readonly wanted: ReadonlySet<string>;
  private readonly digests = new Map<string, string>();

  constructor(units: readonly Unit[]) {
    this.wanted = new Set(units.flatMap(({ content }) => (content.type === 'constructs' ? (content.tests ?? []) : [])));
  }

  add(unit: Unit, rendered: readonly Rendered[]): void {
    const key = unitKey(unit);
    if (!this.wanted.has(key)) return;
    const content = unit.content.type === 'chart' ? unit.content.source : rendered.map(({ manifest }) => manifest);
    this.digests.set(key, sha256(JSON.stringify(content)));
  }

  /** One hash over the named units and `own`; a unit that renders nothing counts as such. */
  over(units: readonly string[], own: unknown): string {
    const lines = [...new Set(units)].sort().map((key) => `${key} ${this.digests.get(key) ?? '-'}`);
    return sha256([...lines, JSON.stringify(own)].join('\n'));
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
