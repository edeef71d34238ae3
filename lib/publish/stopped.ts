import type { Finding } from '../model/finding';

/** Thrown where the file system or another run is in the way: the caller shows the findings and stops. */
export class Stopped extends Error {
  constructor(readonly findings: readonly Finding[]) {
    super(findings.map(({ code, path, message }) => `${code} ${path}: ${message}`).join('\n'));
    this.name = 'Stopped';
  }
}
