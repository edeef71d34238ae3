/**
 * Whose manifests are judged, from the loosest to the strictest; each holds what the ones before it hold. `kubernetes`: what
 * is true of every API server. `gitops`: and what Argo CD makes of it. `scorewright`: and the conventions of this project.
 */
export const profiles = ['kubernetes', 'gitops', 'scorewright'] as const;
export type Profile = (typeof profiles)[number];

/** Whether what one profile demands is demanded under another. */
export function demands(asked: Profile, demanded: Profile): boolean {
  return profiles.indexOf(demanded) <= profiles.indexOf(asked);
}
