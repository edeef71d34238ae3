/** What the reader of a stream sees: how wide, in color or not. */
export interface Terminal {
  /** @default - lines of any length */
  readonly columns?: number;
  readonly color: boolean;
}

/** The part of a stream that tells. */
export interface Stream {
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** Color where somebody looks, and never where NO_COLOR is set (https://no-color.org) or the terminal is dumb. */
export function terminalOf(stream: Stream, env: Readonly<Record<string, string | undefined>> = process.env): Terminal {
  if (stream.isTTY !== true) return { color: false };
  const color = (env.NO_COLOR ?? '') === '' && env.TERM !== 'dumb';
  return { color, ...(stream.columns !== undefined && stream.columns > 0 && { columns: stream.columns }) };
}

const codes = { red: 31, yellow: 33, cyan: 36, dim: 2, bold: 1 } as const;

/** Text in a color, where there is any. */
export function painted(text: string, color: keyof typeof codes, { color: colored }: Terminal): string {
  return colored ? `\u001B[${codes[color]}m${text}\u001B[0m` : text;
}
