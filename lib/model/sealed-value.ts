/** Sizes of RSA keys in bytes: 1024 bits are the fewest that Go takes, and nobody waits for more than 16384. */
const smallestKey = 128;
const largestKey = 2048;

/** The tag by which AES-GCM proves that nobody changed the text. */
const tagBytes = 16;

/**
 * Whether the text can be what kubeseal made of a value: the size of an encrypted session key in two bytes, that key, and the
 * value under it with its tag, all in Base64 (`HybridEncrypt` of Sealed Secrets). Whether a cluster can open it only that
 * cluster knows.
 */
export function isSealedValue(text: string): boolean {
  // Go's decoder skips line breaks and nothing else.
  const base64 = text.replace(/[\r\n]/g, '');
  if (base64.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(base64)) return false;
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.length < 2) return false;
  const key = bytes.readUInt16BE(0);
  return key >= smallestKey && key <= largestKey && bytes.length >= 2 + key + tagBytes;
}
