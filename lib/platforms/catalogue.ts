import type { Platform, PlatformName } from '../model/platform';
import { aks } from './aks';
import { eks } from './eks';
import { generic } from './generic';
import { gke } from './gke';
import { k3s } from './k3s';
import { kind } from './kind';
import { openshift } from './openshift';

/** Every platform that the tool knows; a new one is a file and its line here. */
export const platforms: Readonly<Record<PlatformName, Platform>> = { kind, eks, openshift, gke, aks, k3s, generic };

/** The record of a cluster's platform, whether known or derived by its environment. */
export function platformOf({ platform }: { readonly platform: PlatformName | Platform }): Platform {
  return typeof platform === 'string' ? platforms[platform] : platform;
}

/** Whether a platform of that name is known. */
export function isPlatformName(name: unknown): name is PlatformName {
  return typeof name === 'string' && Object.hasOwn(platforms, name);
}
