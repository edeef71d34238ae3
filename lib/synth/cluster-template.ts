import { isObject } from '../model/json';
import type { Manifest } from '../model/manifest';
import { repeat } from '../model/repeated-manifest';

/** The manifests of one cluster, from those of another that differ in nothing but the names of the two. */
export type ManifestTemplate = (cluster: string) => Manifest;

/** A value that both clusters share, or one that contains their names. */
type Slot = { readonly same: unknown } | { readonly of: (cluster: string) => unknown };

/**
 * What two clusters' manifests have in common; undefined where they differ in more than the names of their clusters.
 * A text that only happens to hold the name of one of them differs from that of the other, so it is never taken for the name.
 */
export function manifestTemplate(
  one: Manifest,
  other: Manifest,
  names: readonly [one: string, other: string],
): ManifestTemplate | undefined {
  const slot = slotOf(one, other, names);
  if (slot === undefined) return undefined;
  if ('of' in slot) return (cluster) => slot.of(cluster) as Manifest;
  repeat(one);
  return () => one;
}

function slotOf(one: unknown, other: unknown, names: readonly [string, string]): Slot | undefined {
  if (one === other) return { same: one };
  if (typeof one === 'string' && typeof other === 'string') return textSlot(one, other, names);
  if (Array.isArray(one) && Array.isArray(other)) {
    if (one.length !== other.length) return undefined;
    const items = allSlots(one.map((item, index) => slotOf(item, other[index], names)));
    if (items === undefined) return undefined;
    return items.every(isSame) ? { same: one } : { of: (cluster) => items.map((item) => filled(item, cluster)) };
  }
  if (!isObject(one) || !isObject(other)) return undefined;
  const keys = Object.keys(one);
  if (Object.keys(other).join('\n') !== keys.join('\n')) return undefined;
  const fields = allSlots(keys.map((key) => slotOf(one[key], other[key], names)));
  if (fields === undefined) return undefined;
  if (fields.every(isSame)) return { same: one };
  const entries = fields.map((field, index): [string, Slot] => [keys[index] ?? '', field]);
  return { of: (cluster) => Object.fromEntries(entries.map(([key, field]) => [key, filled(field, cluster)])) };
}

function textSlot(one: string, other: string, [name, otherName]: readonly [string, string]): Slot | undefined {
  const parts = one.split(name);
  const same = other.split(otherName);
  if (parts.length < 2 || parts.length !== same.length || parts.some((part, at) => part !== same[at])) return undefined;
  return { of: (cluster) => parts.join(cluster) };
}

function allSlots(slots: readonly (Slot | undefined)[]): readonly Slot[] | undefined {
  return slots.some((slot) => slot === undefined) ? undefined : (slots as readonly Slot[]);
}

function isSame(slot: Slot): slot is { readonly same: unknown } {
  return 'same' in slot;
}

function filled(slot: Slot, cluster: string): unknown {
  return isSame(slot) ? slot.same : slot.of(cluster);
}
