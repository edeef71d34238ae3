const label = '[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?';
const longLabel = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';

/** The forms of names that Kubernetes takes from the DNS (RFC 1123), as parts of longer expressions. */
export const dnsForms = { label, subdomain: `${longLabel}(\\.${longLabel})*` } as const;

/** A DNS label, the form of namespaces: lower-case letters, digits and `-`, at most 63. */
export const dnsLabelForm = new RegExp(`^${label}$`);
/** A DNS label that begins with a letter (RFC 1035), the form of Services. */
export const serviceNameForm = /^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$/;
/** A DNS subdomain, the form of most names: labels of any length with dots between, at most 253 in all. */
export const dnsSubdomainForm = new RegExp(`^(?=.{1,253}$)${dnsForms.subdomain}$`);
/** A host in the DNS: labels with dots between, at most 253 in all. */
export const hostForm = new RegExp(`^(?=.{1,253}$)${label}(\\.${label})*$`);

/** Where the last label is a number, resolvers read an IPv4 address: `172.18.0.300` is not a host name. */
export function isHostName(text: string): boolean {
  return hostForm.test(text) && !/(^|\.)\d+$/.test(text);
}
