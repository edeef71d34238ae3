import { hash } from 'node:crypto';

/**
 * One digest over many files, in any order and in constant memory: the sum of the digests of each file's path and bytes,
 * modulo 2^256.
 */
export class OutputDigest {
  /** The sum in words of 32 bits, the highest first. */
  private readonly sum = new Uint32Array(8);

  add(path: string, bytes: Uint8Array): void {
    const digest = hash('sha256', Buffer.concat([Buffer.from(`${path}\0`), bytes]), 'buffer');
    let carry = 0;
    for (let word = this.sum.length - 1; word >= 0; word--) {
      const total = (this.sum[word] ?? 0) + digest.readUInt32BE(4 * word) + carry;
      carry = total > 0xffffffff ? 1 : 0;
      this.sum[word] = total;
    }
  }

  /** In hexadecimal digits. */
  value(): string {
    return Array.from(this.sum, (word) => word.toString(16).padStart(8, '0')).join('');
  }
}
