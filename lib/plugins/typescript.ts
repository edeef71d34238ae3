import { createRequire } from 'node:module';

/**
 * From here on modules may be TypeScript. What reads it takes as long to load as a small fleet takes to render, so it is
 * loaded where such a module comes up and not before.
 */
export function readTypeScript(): void {
  createRequire(__filename)('tsx/cjs');
}
