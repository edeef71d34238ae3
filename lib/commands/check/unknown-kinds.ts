import { findingAt, type Finding } from '../../model/finding';
import { label, type Manifest } from '../../model/manifest';
import { fieldsOf } from '../../model/json';
import type { Position } from '../../model/origin';
import { count } from '../../model/words';
import type { SchemaFault } from '../../schema/object-fault';

/** An object of any shape in a message: its label, or its kind alone where it has no name. */
export function shownName(object: Manifest): string {
  return typeof fieldsOf(object.metadata).name === 'string' ? label(object) : object.kind;
}

/** Kinds without a schema: one finding each, however many objects a folder has of them. */
export class UnknownKinds {
  private readonly kinds = new Map<string, { fault: SchemaFault; position: Position; objects: number }>();

  add(fault: SchemaFault, position: () => Position): void {
    const key = `${fault.object.apiVersion}/${fault.object.kind}`;
    const known = this.kinds.get(key);
    if (known) known.objects++;
    else this.kinds.set(key, { fault, position: position(), objects: 1 });
  }

  findings(): Finding[] {
    return Array.from(this.kinds.values(), ({ fault, position, objects }) => {
      const { object } = fault;
      const path = `${shownName(object)} ${fault.path.join('.')}`;
      const rest = objects === 1 ? '' : ` (as ${count(objects - 1, 'more object')})`;
      return findingAt({ ...fault, severity: 'warning', message: `${fault.message}${rest}` }, { position, path });
    });
  }
}
