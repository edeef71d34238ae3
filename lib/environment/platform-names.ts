import { z } from 'zod';
import { platforms } from '../platforms/catalogue';
import { platformsIn, type Names } from './names';
import { dnsLabel } from './values/name-syntax';

const known = Object.keys(platforms) as [string, ...string[]];
const about = 'Preset for storage, security and exposure on this cluster: a known platform, or one under `platforms`.';

/** The platform of a cluster: a known one, or one that the environment derives. */
export function platformName(names: Names): z.ZodType<string> {
  // The schema for editors has no environment: there any other word may be one of its own platforms.
  if (names.clusters.size === 0) return z.union([z.enum(known), dnsLabel]).meta({ description: about });
  return z.enum([...platformsIn(names).keys()] as [string, ...string[]]).meta({ description: about });
}
