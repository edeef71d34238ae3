import type { Environment } from '@marcbachmann/cel-js';

/** What Kubernetes' libraries add to text beyond what the CEL library brings. */
export function registerStrings(environment: Environment): void {
  environment
    .registerFunction('string.charAt(int): string', (text: string, index: bigint) => {
      const characters = Array.from(text);
      if (index < 0n || index > BigInt(characters.length)) throw new RangeError('charAt: index out of range');
      return characters[Number(index)] ?? '';
    })
    .registerFunction('string.replace(string, string): string', (text: string, from: string, to: string) =>
      text.split(from).join(to),
    )
    .registerFunction(
      'string.replace(string, string, int): string',
      (text: string, from: string, to: string, limit: bigint) => {
        const parts = text.split(from);
        if (limit < 0n || limit >= BigInt(parts.length)) return parts.join(to);
        const at = Number(limit);
        return [parts.slice(0, at + 1).join(to), ...parts.slice(at + 1)].join(from);
      },
    )
    .registerFunction('string.reverse(): string', (text: string) => Array.from(text).reverse().join(''))
    .registerFunction('string.find(string): string', (text: string, pattern: string) => {
      return new RegExp(pattern, 'u').exec(text)?.[0] ?? '';
    })
    .registerFunction('string.findAll(string): list<string>', (text: string, pattern: string) => findAll(text, pattern))
    .registerFunction(
      'string.findAll(string, int): list<string>',
      (text: string, pattern: string, limit: bigint): string[] => {
        const found = findAll(text, pattern);
        return limit < 0n ? found : found.slice(0, Number(limit));
      },
    );
}

function findAll(text: string, pattern: string): string[] {
  return Array.from(text.matchAll(new RegExp(pattern, 'gu')), ([found]) => found);
}
