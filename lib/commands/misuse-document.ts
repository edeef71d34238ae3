import { writeFileSync } from 'node:fs';

/** Prints an error of commander, as `configureOutput` takes it. */
type OutputError = (message: string, write: (text: string) => void) => void;

/**
 * Tells wrong usage on standard error, and to a program that asked for `--json` also as a document of the form that it expects:
 * on standard output, or in the file that the option names. The option is looked up among the arguments as they are, since wrong
 * arguments may be what is wrong.
 *
 * @param documentOf the document for a sentence
 * @param value `file` where the option names a file, or `-` @default - the option has no value
 */
export function tellingMisuse(documentOf: (error: string) => object, value?: 'file'): { outputError: OutputError } {
  return {
    outputError: (message, write) => {
      const args = process.argv;
      const at = args.findIndex((arg) => arg === '--json' || arg.startsWith('--json='));
      if (at !== -1) {
        const text = `${JSON.stringify(documentOf(message.replace(/^error: /, '').trim()), undefined, 2)}\n`;
        const [, file = args[at + 1]] = /^--json=(.*)/s.exec(args[at] ?? '') ?? [];
        tell(value && file, text);
      }
      write(message);
    },
  };
}

/** The sentence is printed even if the file cannot be written. */
function tell(file: string | undefined, text: string): void {
  if (file === undefined || file.startsWith('-')) {
    process.stdout.write(text);
    return;
  }
  try {
    writeFileSync(file, text);
  } catch {
    process.stdout.write(text);
  }
}
