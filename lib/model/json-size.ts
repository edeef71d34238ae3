const known = new WeakMap<object, number>();

/** The bytes of an object as JSON. Manifests never change, and several parts of a run ask for the size of each. */
export function jsonSize(object: object): number {
  const size = known.get(object) ?? Buffer.byteLength(JSON.stringify(object));
  known.set(object, size);
  return size;
}
