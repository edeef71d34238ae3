import type { Platform } from '../model/platform';
import { generic } from './generic';

/** A cluster of unknown platform: it may have anything that some platform has, so nothing is rejected for that. */
export const unknown: Platform = {
  ...generic,
  name: 'unknown',
  storage: { hasDefault: true },
  routes: true,
  loadBalancer: { annotations: {}, internal: {} },
};
