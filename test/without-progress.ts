/** What a run said on standard error besides how far it was, which it says only on a machine that is slow at the moment. */
export function withoutProgress(stderr: string): string {
  return stderr.replace(/^(\S+: )?(load|expand|build|deliver|rules|write)(, [\d,]+ of [\d,]+ clusters.*)?\n/gm, '');
}
