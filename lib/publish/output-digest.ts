import { createHash } from 'node:crypto';

/**
 * One digest over many files, in any order and in constant memory: the sum of the digests of each file's path and bytes,
 * modulo 2^256.
 */
export class OutputDigest {
  private sum = 0n;

  add(path: string, bytes: Uint8Array): void {
    const hash = createHash('sha256').update(path).update('\0').update(bytes).digest('hex');
    this.sum = (this.sum + BigInt(`0x${hash}`)) % modulus;
  }

  /** In hexadecimal digits. */
  value(): string {
    return this.sum.toString(16);
  }
}

const modulus = 2n ** 256n;
