/** What an action writes to the standard streams, which get nothing of it. */
export function captured(action: () => void): { readonly stdout: string; readonly stderr: string } {
  const { stdout, stderr } = process;
  const texts = { stdout: '', stderr: '' };
  const real: readonly unknown[] = [Reflect.get(stdout, 'write'), Reflect.get(stderr, 'write')];
  stdout.write = (text) => {
    texts.stdout += String(text);
    return true;
  };
  stderr.write = (text) => {
    texts.stderr += String(text);
    return true;
  };
  try {
    action();
  } finally {
    Object.assign(stdout, { write: real[0] });
    Object.assign(stderr, { write: real[1] });
  }
  return texts;
}
