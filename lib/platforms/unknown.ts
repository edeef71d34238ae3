import type { Platform } from '../model/platform';
import { generic } from './generic';

/** A cluster without a known platform: it may have whatever any platform has, so nothing is rejected for that. */
export const unknown: Platform = {
  ...generic,
  name: 'unknown',
  storage: { hasDefault: true },
  routes: true,
  loadBalancer: { annotations: {}, internal: {} },
};
