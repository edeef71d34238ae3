/** The value of a missing setting. */
export const absent = Symbol('absent');

/**
 * Other values for a setting, the likeliest to be valid first: a neighboring number, another digit or word in a text, the opposite
 * boolean, and last no value at all. An environment may reject some of them.
 */
export function otherValues(value: unknown): unknown[] {
  return [...beside(value), absent];
}

function beside(value: unknown): unknown[] {
  if (typeof value === 'boolean') return [!value];
  if (typeof value === 'number') return [value + 1, value - 1, value * 2];
  if (typeof value !== 'string') return [];
  const digit = /\d(?=\D*$)/.exec(value);
  const others =
    digit === null ? [] : [1, 2].map((more) => replacedAt(value, digit.index, (Number(digit[0]) + more) % 10));
  const word = /[a-z](?=[^a-z]*$)/i.exec(value);
  const renamed = word === null ? [] : [`${value.slice(0, word.index + 1)}x${value.slice(word.index + 1)}`];
  return [...others, ...renamed].filter((other) => other !== value);
}

function replacedAt(text: string, at: number, by: number): string {
  return `${text.slice(0, at)}${by}${text.slice(at + 1)}`;
}

/** A document with another value at a path, which it need not have yet; the document itself is not touched. */
export function withValue(data: unknown, [step, ...rest]: readonly (string | number)[], value: unknown): unknown {
  if (step === undefined) return value;
  if (Array.isArray(data)) {
    const items = data.map((item: unknown, index) => (index === step ? withValue(item, rest, value) : item));
    return items.filter((item) => item !== absent);
  }
  const fields = Object.entries((data ?? {}) as Record<string, unknown>).map(
    ([key, inner]) => [key, key === String(step) ? withValue(inner, rest, value) : inner] as const,
  );
  const isNew = value !== absent && !fields.some(([key]) => key === String(step));
  const added = isNew ? [[String(step), withValue(undefined, rest, value)] as const] : [];
  return Object.fromEntries([...fields, ...added].filter(([, inner]) => inner !== absent));
}
