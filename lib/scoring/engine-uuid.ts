import { createHash } from 'node:crypto';

/** The namespace (RFC 9562) of every UUID that is made of an engine's id; never to be changed. */
const engineNamespace = '6f0a4c52-3a0e-5d5b-9b0c-2f1d7c3e8a41';

/** The UUID of an engine: the same for the same id on any machine and in any environment, another for another id. */
export function engineUuid(id: string): string {
  return nameUuid(engineNamespace, id);
}

/** A UUID of version 5 (RFC 9562, section 5.5): SHA-1 over the namespace's bytes and the name. */
export function nameUuid(namespace: string, name: string): string {
  const digest = createHash('sha1')
    .update(Buffer.from(namespace.replaceAll('-', ''), 'hex'))
    .update(name)
    .digest()
    .subarray(0, 16);
  digest.writeUInt8((digest.readUInt8(6) & 0x0f) | 0x50, 6);
  digest.writeUInt8((digest.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = digest.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
