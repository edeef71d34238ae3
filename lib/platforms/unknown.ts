import type { Platform } from '../model/platform';
import { generic } from './generic';

/** A cluster of which nobody has told us anything: it may have all that some platform has, so nothing of that is refused. */
export const unknown: Platform = {
  ...generic,
  name: 'unknown',
  storage: { hasDefault: true },
  routes: true,
  loadBalancer: { annotations: {}, internal: {} },
};
