/** What the hub's work webhook lets through: the JSON of all manifests of one ManifestWork, in bytes. */
export const workLimitBytes = 500 * 1024;
