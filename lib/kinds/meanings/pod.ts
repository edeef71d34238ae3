import { below, valueAt, verdict, type Changed, type FieldChange, type Meaning } from '../changed';

/** A pod by itself is what it was made with, but for its images and a few limits. */
export const pod: Meaning = {
  kinds: ['/Pod'],
  source: 'pkg/apis/core/validation/validation.go:5691-5843',

  *judge(changed) {
    for (const field of below(changed, 'spec')) {
      if (isImage(field))
        yield verdict({ class: 'restart', why: 'the kubelet restarts the container with the new image' }, field);
      else if (!isAllowed(changed, field))
        yield verdict(
          {
            class: 'refused',
            why: 'of a pod only images, a shorter deadline and more tolerations may change',
            fix: 'Let a Deployment or Job make the pod, or give it another name.',
          },
          field,
        );
    }
  },

  bad: {
    old: lone('a'),
    new: { ...lone('a'), spec: { ...lone('a').spec, nodeSelector: { x: 'y' } } },
    says: ['refused /spec/nodeSelector'],
  },
  good: { old: lone('a'), new: { ...lone('a'), metadata: { name: 'a', namespace: 'demo', labels: { x: 'y' } } } },
};

function isImage({ path, new: image }: FieldChange): boolean {
  return /^(initC|c)ontainers$/.test(String(path[1])) && path[3] === 'image' && image !== undefined;
}

function isAllowed({ old, new: now }: Changed, { path, old: before, new: after }: FieldChange): boolean {
  const [, name] = path;
  if (name === 'activeDeadlineSeconds')
    return typeof after === 'number' && (typeof before !== 'number' || after <= before);
  if (name === 'tolerations') return holds(valueAt(now, 'spec.tolerations'), valueAt(old, 'spec.tolerations'));
  if (name === 'schedulingGates')
    return holds(valueAt(old, 'spec.schedulingGates'), valueAt(now, 'spec.schedulingGates'));
  return false;
}

/** Whether every item of `part` stands in `whole`, too. */
function holds(whole: unknown, part: unknown): boolean {
  const texts = new Set(Array.isArray(whole) ? whole.map((item) => JSON.stringify(item)) : []);
  return !Array.isArray(part) || part.every((item) => texts.has(JSON.stringify(item)));
}

function lone(name: string) {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'demo' },
    spec: { containers: [{ name: 'a', image: 'a:1' }] },
  };
}
