import { isObject, type Fields } from '../model/json';
import type { ObjectFault } from './object-fault';
import { findingKind } from '../model/finding-kind';
import { dnsLabelForm, dnsSubdomainForm, serviceNameForm } from '../model/dns-name';
import { isLabelValue, labelKeyFault } from '../model/label-name';
import { groupOf, type Manifest } from '../model/manifest';
import type { Path } from '../model/origin';
import { missing } from './schema-mismatch';

export const nameInvalidKind = findingKind({
  code: 'name-invalid',
  why: 'The API server rejects names, labels and annotations that break its naming rules.',
  fix: 'Use a name of the form that the message gives.',
  messages: {
    form: 'got {got:json}; must be {expected}',
    carrier:
      'got {got:json}, which is {length} characters with its namespace and a dot; the label made of both has at most 63',
    key: 'got the key {got:json}; {why}',
    value:
      "got {got:json}; a label's value has at most 63 letters, digits, -, _ and ., and starts and ends with a letter or digit",
    annotations: 'got {got} bytes; all annotations together have at most {expected}',
  },
});

interface NameRule {
  readonly pattern: RegExp;
  /** Only where the pattern allows more. */
  readonly longest?: number;
  /** What a name of this form is called. */
  readonly form: string;
}

const label1123: NameRule = {
  pattern: dnsLabelForm,
  form: 'a DNS label: lower-case letters, digits and -, at most 63',
};
const label1035: NameRule = {
  pattern: serviceNameForm,
  form: 'a DNS label that starts with a letter: lower-case letters, digits and -, at most 63',
};
const subdomain: NameRule = {
  pattern: dnsSubdomainForm,
  form: 'a DNS name: lower-case letters, digits, - and ., at most 253',
};
const pathSegment: NameRule = {
  pattern: /^(?!\.{1,2}$)[^/%]+$/,
  longest: 253,
  form: 'without / and %',
};
/** A CronJob's Jobs add eleven characters to its name. */
const cronJobName: NameRule = { ...subdomain, longest: 52, form: 'a DNS name of at most 52 characters' };
/** A Job's name becomes the value of a label on its pods. */
const jobName: NameRule = { ...subdomain, longest: 63, form: 'a DNS name of at most 63 characters' };

const rules: Readonly<Record<string, NameRule>> = {
  '/Namespace': label1123,
  '/Service': label1035,
  'batch/CronJob': cronJobName,
  'batch/Job': jobName,
  'project.openshift.io/Project': label1123,
};

const rbacGroup = 'rbac.authorization.k8s.io';
const mostAnnotationBytes = 262_144;

/** @param placeholders the beginning of a text whose value is still unknown. */
export function nameFaults({ apiVersion, kind, metadata }: Manifest, placeholders: string | undefined): ObjectFault[] {
  const group = groupOf(apiVersion);
  const rule = group === rbacGroup ? pathSegment : (rules[`${group}/${kind}`] ?? subdomain);
  const open = (text: unknown) =>
    typeof text !== 'string' || (placeholders !== undefined && text.includes(placeholders));
  const { name, namespace, generateName } = metadata as Fields;
  return [
    ...carrierFaults(`${group}/${kind}`, namespace, name),
    ...(name === undefined && generateName === undefined ? [missing(['metadata', 'name'])] : []),
    ...(open(name) ? [] : nameFault(String(name), rule, ['metadata', 'name'])),
    ...(open(namespace) || namespace === '' ? [] : nameFault(String(namespace), label1123, ['metadata', 'namespace'])),
    ...metadataFaults(metadata, ['metadata'], placeholders),
  ];
}

/** The controller writes `<namespace>.<name>` into a label of every ManifestWork that it makes. */
function carrierFaults(kind: string, namespace: unknown, name: unknown): ObjectFault[] {
  if (kind !== 'work.open-cluster-management.io/ManifestWorkReplicaSet') return [];
  if (typeof name !== 'string' || typeof namespace !== 'string') return [];
  const label = `${namespace}.${name}`;
  if (label.length <= 63) return [];
  return [nameInvalidKind.fault('carrier', { got: name, length: label.length }, { path: ['metadata', 'name'] })];
}

/** The labels and annotations of an object, or of a template inside one. */
export function metadataFaults(metadata: Fields, base: Path, placeholders?: string): ObjectFault[] {
  const { labels, annotations } = metadata;
  return [
    ...(isObject(labels) ? labelFaults(labels, [...base, 'labels'], placeholders) : []),
    ...(isObject(annotations) ? annotationFaults(annotations, [...base, 'annotations']) : []),
  ];
}

/** Also for a selector's `matchLabels`. */
export function labelFaults(labels: Fields, base: Path, placeholders?: string): ObjectFault[] {
  return Object.entries(labels).flatMap(([key, value]) => {
    const path = [...base, key];
    const keyFault = labelKeyFault(key);
    if (keyFault !== undefined) return [nameInvalidKind.fault('key', { got: key, why: keyFault }, { path })];
    if (typeof value !== 'string' || (placeholders !== undefined && value.includes(placeholders))) return [];
    if (isLabelValue(value)) return [];
    return [nameInvalidKind.fault('value', { got: value }, { path })];
  });
}

function annotationFaults(annotations: Fields, base: Path): ObjectFault[] {
  const keys = Object.keys(annotations).flatMap((key) => {
    const keyFault = labelKeyFault(key.toLowerCase());
    return keyFault === undefined
      ? []
      : [nameInvalidKind.fault('key', { got: key, why: keyFault }, { path: [...base, key] })];
  });
  const bytes = Object.entries(annotations).reduce(
    (sum, [key, value]) => sum + Buffer.byteLength(key) + (typeof value === 'string' ? Buffer.byteLength(value) : 0),
    0,
  );
  if (bytes <= mostAnnotationBytes) return keys;
  return [...keys, nameInvalidKind.fault('annotations', { got: bytes, expected: mostAnnotationBytes }, { path: base })];
}

function nameFault(name: string, { pattern, longest = 253, form }: NameRule, path: Path): ObjectFault[] {
  if (name.length <= longest && pattern.test(name)) return [];
  return [nameInvalidKind.fault('form', { got: name, expected: form }, { path })];
}

/** A DNS label, as of a container, a volume or a port's Service. */
export function labelNameFaults(name: unknown, path: Path): ObjectFault[] {
  return typeof name === 'string' ? nameFault(name, label1123, path) : [];
}
