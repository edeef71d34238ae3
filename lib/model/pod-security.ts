/** Pod Security level of a namespace, enforced by its labels. */
export type PodSecurity = 'restricted' | 'baseline' | 'privileged';
