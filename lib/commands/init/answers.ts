import { createInterface } from 'node:readline/promises';

/** Asks on the terminal; an empty answer takes what stands in brackets. */
export async function ask(
  questions: readonly { readonly question: string; readonly fallback: string }[],
): Promise<readonly string[]> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  // Keeps lines that come before their question, as when several are pasted at once.
  const lines = terminal[Symbol.asyncIterator]();
  try {
    const answers: string[] = [];
    for (const { question, fallback } of questions) {
      terminal.setPrompt(`${question} [${fallback}] `);
      terminal.prompt();
      const line = await lines.next();
      const answer = line.done === true ? '' : line.value.trim();
      answers.push(answer === '' ? fallback : answer);
    }
    return answers;
  } finally {
    terminal.close();
  }
}

/** All that stands on standard input; empty where nobody writes to it. */
export async function standardInput(): Promise<string> {
  let text = '';
  process.stdin.setEncoding('utf8');
  for await (const part of process.stdin) text += String(part);
  return text;
}
