import { imagesOf } from '../../graph/images';
import { imageForm } from '../../model/image-reference';
import { findingKind } from '../../model/finding-kind';
import { fieldAt } from '../engine/fault';
import type { Fault, Rule } from '../engine/rule';

const finding = findingKind({
  code: 'image-unreadable',
  why: 'The API server accepts any text as an image; the kubelet rejects one of another form, and the pod never starts (InvalidImageName).',
  fix: 'Write host/path:tag or host/path@sha256:digest; only the host may have capitals.',
  messages: {
    form: 'got {got:json}; an image is written as host/path:tag or host/path@sha256:digest, in lower case',
  },
});

/** OpenShift fills in the image of an object with this annotation. */
const triggers = 'image.openshift.io/triggers';

export const imageUnreadable: Rule<Fault> = {
  ...finding,
  summary: 'Every image has the form that the kubelet reads.',
  turnOff: 'When a webhook writes the image before the kubelet sees it.',

  *collect(_, { objects }) {
    for (const located of objects) {
      if (located.uninstantiated || located.manifest.metadata.annotations?.[triggers] !== undefined) continue;
      for (const { image, path } of imagesOf(located))
        if (image !== '' && !imageForm.test(image) && !image.startsWith('ko://'))
          yield finding.fault('form', { got: image }, fieldAt(located, path));
    }
  },

  judge: (faults) => faults,
};
