/** Says where output cannot be written, as on a full disk. Whoever reads it may stop before its end, as `head` does. */
export function watchOutput(): void {
  process.stdout.on('error', ({ code = '' }: NodeJS.ErrnoException) => {
    if (code === 'EPIPE') return;
    process.stderr.write(`scorewright stopped: its output cannot be written (${code})\n`);
    process.exitCode = 1;
  });
  process.stderr.on('error', ({ code }: NodeJS.ErrnoException) => {
    if (code !== 'EPIPE') process.exitCode = 1;
  });
}

/**
 * Ends the process once everything is printed. What a plug-in left running (a timer, an open connection, a promise that nobody
 * awaits) may neither hold the program nor have the last word on its exit status.
 */
export function end(): void {
  const open = [process.stdout, process.stderr].find(
    ({ writableLength, destroyed }) => writableLength > 0 && !destroyed,
  );
  if (open === undefined) {
    // A stream tells in the next tick that it could not be written.
    process.nextTick(() => process.exit());
    return;
  }
  open.once('drain', end);
  open.once('close', end);
}
