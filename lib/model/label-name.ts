import { dnsSubdomainForm } from './dns-name';

const namePart = '[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?';
const nameForm = new RegExp(`^${namePart}$`);
/** The value of a label. */
export const labelValueForm = new RegExp(`^(${namePart})?$`);

/** What is wrong with the key of a label or annotation, `name` or `domain/name`; undefined where nothing is. */
export function labelKeyFault(key: string): string | undefined {
  const [name = '', domain, ...more] = key.split('/').reverse();
  if (more.length > 0) return 'a key has at most one /';
  if (domain !== undefined && !dnsSubdomainForm.test(domain))
    return 'the part before / must be a DNS name: lower-case letters, digits, - and ., at most 253';
  if (!nameForm.test(name))
    return 'a key has at most 63 letters, digits, -, _ and ., and starts and ends with a letter or digit';
  return undefined;
}

/** Whether a text may be the key of a label. */
export function isLabelKey(text: string): boolean {
  return labelKeyFault(text) === undefined;
}

/** Whether a text may be the value of a label. */
export function isLabelValue(text: string): boolean {
  return labelValueForm.test(text);
}
