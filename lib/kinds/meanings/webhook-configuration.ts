import { verdict, type Meaning } from '../changed';

/** A webhook that is asked more often, or that must answer, holds up what it is asked about. */
export const webhookConfiguration: Meaning = {
  kinds: [
    'admissionregistration.k8s.io/MutatingWebhookConfiguration',
    'admissionregistration.k8s.io/ValidatingWebhookConfiguration',
  ],
  source: 'Kubernetes: dynamic admission control, failurePolicy',

  *judge(changed) {
    for (const field of changed.fields) {
      if (field.path[0] !== 'webhooks') continue;
      if (field.path[2] === 'failurePolicy' && field.new === 'Fail')
        yield verdict(
          { class: 'in-place', why: 'while the webhook does not answer, all that it is asked about stands still' },
          field,
        );
      if (field.path[2] === 'rules')
        yield verdict({ class: 'in-place', why: 'admission of other kinds hangs on the webhook from now on' }, field);
    }
  },

  bad: { old: hook('Ignore'), new: hook('Fail'), says: ['in-place /webhooks/0/failurePolicy'] },
  good: { old: hook('Fail'), new: hook('Ignore') },
};

function hook(failurePolicy: string) {
  return {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'MutatingWebhookConfiguration',
    metadata: { name: 'hook' },
    webhooks: [{ name: 'a.example.com', failurePolicy }],
  };
}
