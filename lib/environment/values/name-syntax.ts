import { z } from 'zod';
import { dnsForms, dnsLabelForm, dnsSubdomainForm } from '../../model/dns-name';
import { rejecting } from '../rejection';
import { findingKind } from '../../model/finding-kind';

export const nameSyntax = findingKind({
  code: 'name-syntax',
  why: 'Kubernetes rejects names of another form, and names become part of objects and files.',
  fix: 'Use lower-case letters, digits and `-`, beginning and ending with a letter or digit, at most 63 characters.',
  messages: {
    file: 'got a file named {got:json}; a name has lower-case letters, digits and "-", begins and ends with a letter or digit, at most 63 in all',
    deployment: 'got {got:json}; write namespace/name of a Deployment',
    tooLong: 'got {got:json}; the name of an experiment has at most 40 characters',
    firstCharacter: 'got {got:json}; the name of a model begins with a letter, for KServe takes no other',
    carried:
      'got {got} characters; Open Cluster Management keeps {strategiesNamespace}.NAME in a label of what carries the workload, so the name has at most {longestCarried}',
    label:
      'got {got:json}; a name has lower-case letters, digits and "-", begins and ends with a letter or digit, at most 63 in all',
    subdomain:
      'got {got:json}; a name has lower-case letters, digits, "-" and ".", begins and ends with a letter or digit, at most 253 in all',
    kind: 'got {got:json}; write a kind as manifests do, such as Secret, or group/Kind, such as serving.knative.dev/Service',
    object: 'got {got:json}; write namespace/name, or only the name for a cluster-scoped kind',
  },
});

const { label, subdomain } = dnsForms;
const objectPattern = new RegExp(`^(${label}/)?${subdomain}$`);
const kindPattern = new RegExp(`^((${subdomain})?/)?[A-Z][A-Za-z0-9]{0,62}$`);

/** A DNS label (RFC 1123): the form of cluster, namespace and environment names. */
export const dnsLabel = z
  .string()
  .refine(
    (text) => dnsLabelForm.test(text),
    rejecting((got) => nameSyntax.fault('label', { got })),
  )
  .meta({ pattern: dnsLabelForm.source, description: 'Lower-case letters, digits and "-", at most 63 characters.' });

/** A DNS subdomain (RFC 1123): the form of most object names, such as a Secret's or an IngressClass's. */
export const dnsSubdomain = z
  .string()
  .refine(
    (text) => dnsSubdomainForm.test(text),
    rejecting((got) => nameSyntax.fault('subdomain', { got })),
  )
  .meta({ pattern: dnsSubdomainForm.source, description: 'Lower-case letters, digits, "-" and ".".' });

/** A kind of object as manifests write it, after its API group where several groups have one. */
export const kindName = z
  .string()
  .refine(
    (text) => kindPattern.test(text),
    rejecting((got) => nameSyntax.fault('kind', { got })),
  )
  .meta({
    pattern: kindPattern.source,
    description: 'A kind, such as Secret, or group/Kind where several API groups have one; the core group is empty.',
    examples: ['Secret', 'serving.knative.dev/Service'],
  });

/** `name` of a cluster-scoped object, `namespace/name` of a namespaced one. */
export const objectName = z
  .string()
  .refine(
    (text) => objectPattern.test(text) && splitObjectName(text).name.length <= 253,
    rejecting((got) => nameSyntax.fault('object', { got })),
  )
  .meta({
    pattern: objectPattern.source,
    description: 'namespace/name, or only the name of a cluster-scoped object.',
    examples: ['default/web'],
  });

/** The parts of what `objectName` accepts. */
export function splitObjectName(text: string): { namespace?: string; name: string } {
  const slash = text.indexOf('/');
  return slash < 0 ? { name: text } : { namespace: text.slice(0, slash), name: text.slice(slash + 1) };
}
