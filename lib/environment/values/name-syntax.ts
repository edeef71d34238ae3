import { z } from 'zod';
import type { FindingKind } from '../../model/finding';

export const nameSyntax: FindingKind = {
  code: 'name-syntax',
  why: 'Kubernetes refuses names of another form, and names become part of objects and files.',
  fix: 'Use lower-case letters, digits and `-`, beginning and ending with a letter or digit, at most 63 characters.',
};

const params = { code: nameSyntax.code };
const label = '[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?';
const subdomain = '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*';
const labelPattern = new RegExp(`^${label}$`);
const subdomainPattern = new RegExp(`^(?=.{1,253}$)${subdomain}$`);
const objectPattern = new RegExp(`^(${label}/)?${subdomain}$`);
const kindPattern = new RegExp(`^(${subdomain}/)?[A-Z][A-Za-z0-9]{0,62}$`);

/** A DNS label (RFC 1123): the form of cluster, namespace and environment names. */
export const dnsLabel = z
  .string()
  .refine((text) => labelPattern.test(text), {
    error: 'a name has lower-case letters, digits and "-", begins and ends with a letter or digit, at most 63 in all',
    params,
    abort: true,
  })
  .meta({ pattern: labelPattern.source, description: 'Lower-case letters, digits and "-", at most 63 characters.' });

/** A DNS subdomain (RFC 1123): the form of most object names, such as a Secret's or an IngressClass's. */
export const dnsSubdomain = z
  .string()
  .refine((text) => subdomainPattern.test(text), {
    error:
      'a name has lower-case letters, digits, "-" and ".", begins and ends with a letter or digit, at most 253 in all',
    params,
    abort: true,
  })
  .meta({ pattern: subdomainPattern.source, description: 'Lower-case letters, digits, "-" and ".".' });

/** A kind of object as manifests write it, after its API group where several groups have one. */
export const kindName = z
  .string()
  .refine((text) => kindPattern.test(text), {
    error: 'write a kind as manifests do, such as Secret, or group/Kind, such as serving.knative.dev/Service',
    params,
    abort: true,
  })
  .meta({
    pattern: kindPattern.source,
    description: 'A kind, such as Secret, or group/Kind where several API groups have one.',
  });

/** `name` of a cluster-scoped object, `namespace/name` of a namespaced one. */
export const objectName = z
  .string()
  .refine((text) => objectPattern.test(text) && splitObjectName(text).name.length <= 253, {
    error: 'write namespace/name, or only the name for a cluster-scoped kind',
    params,
    abort: true,
  })
  .meta({ pattern: objectPattern.source, description: 'namespace/name, or only the name of a cluster-scoped object.' });

/** The parts of what `objectName` accepts. */
export function splitObjectName(text: string): { namespace?: string; name: string } {
  const slash = text.indexOf('/');
  return slash < 0 ? { name: text } : { namespace: text.slice(0, slash), name: text.slice(slash + 1) };
}
