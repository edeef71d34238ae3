/** Plurals that English spelling does not give. */
const irregular: Readonly<Record<string, string>> = { Endpoints: 'endpoints' };

/** The resource name of a kind, as API paths have it: `networkpolicies`, `ingresses`, `deployments`. */
export function pluralOf(kind: string): string {
  const known = irregular[kind];
  if (known !== undefined) return known;
  const lower = kind.toLowerCase();
  if (/(s|x|ch|sh)$/.test(lower)) return `${lower}es`;
  return /[^aeiou]y$/.test(lower) ? `${lower.slice(0, -1)}ies` : `${lower}s`;
}
