import { CommanderError, type Command } from 'commander';

/**
 * Runs the program with our exit codes: 0 clean; 1 findings, or output that is not current; 2 the command was called wrongly.
 * Whatever goes wrong, the user reads a sentence and no stack trace.
 */
export async function run(program: Command): Promise<void> {
  for (const command of withSubcommands(program)) command.exitOverride();
  try {
    await program.parseAsync();
  } catch (error) {
    if (error instanceof CommanderError) {
      // What a command says by itself carries its exit code; everything else is commander's word on the arguments.
      process.exitCode = error.exitCode === 0 ? 0 : error.code === 'commander.error' ? error.exitCode : 2;
      return;
    }
    process.stderr.write(`scorewright stopped: ${error instanceof Error ? error.message : String(error)}\n`);
    if (process.env.SCOREWRIGHT_DEBUG === '1') console.error(error);
    else process.stderr.write('This is a defect of the program; with SCOREWRIGHT_DEBUG=1 it prints where.\n');
    process.exitCode = 1;
  }
}

function withSubcommands(command: Command): Command[] {
  return [command, ...command.commands.flatMap(withSubcommands)];
}
