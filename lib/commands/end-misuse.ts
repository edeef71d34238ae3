import type { Command } from 'commander';
import { Unreadable } from '../plan/unreadable';
import { Misuse } from '../synth/run';

/**
 * Ends a command that was called in a way that cannot mean anything: one sentence on standard error, exit status 2.
 *
 * @throws every other error as it is
 */
export function endMisuse(error: unknown, command: Command): never {
  if (!(error instanceof Misuse || error instanceof Unreadable)) throw error;
  return command.error(`error: ${error.message}`, { exitCode: 2 });
}
