import type { FindingKind } from '../../model/finding';
import { isFields, quote, type Fault } from '../problem';
import { objectsOf, present, type ApiCheck } from './objects';

export const apiWebhookKind: FindingKind = {
  code: 'api-webhook',
  why: 'A webhook is known by a full domain name, and is called either by URL or as a Service.',
  fix: 'Name it with at least three parts, as pods.example.com, and leave either url or service.',
};

const fullName = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?){2,}$/;

const ruleFields = ['operations', 'apiGroups', 'apiVersions', 'resources'];
const reviewVersions: readonly unknown[] = ['v1', 'v1beta1'];

export const webhookFaults: ApiCheck = (manifest) => {
  const { code } = apiWebhookKind;
  return objectsOf(manifest.webhooks).flatMap(
    ({ name, clientConfig, rules, admissionReviewVersions }, index): Fault[] => {
      const path = ['webhooks', index];
      const faults: Fault[] = [];
      if (!fullName.test(String(name)))
        faults.push({
          code,
          path: [...path, 'name'],
          message: `got ${quote(name)}; must be a domain name of at least three parts`,
        });
      const found = isFields(clientConfig) ? present(clientConfig, ['url', 'service']) : [];
      if (found.length !== 1)
        faults.push({
          code,
          path: [...path, 'clientConfig'],
          message: `got ${found.length === 0 ? 'neither' : 'both'}; exactly one of "url" or "service" is right`,
        });
      const url = isFields(clientConfig) ? clientConfig.url : undefined;
      if (typeof url === 'string' && !url.startsWith('https://'))
        faults.push({
          code,
          path: [...path, 'clientConfig', 'url'],
          message: `got ${quote(url)}; must start with https://`,
        });
      for (const [at, rule] of objectsOf(rules).entries())
        for (const field of ruleFields)
          if (!Array.isArray(rule[field]) || rule[field].length === 0)
            faults.push({
              code,
              path: [...path, 'rules', at, field],
              message: 'got nothing; a rule names at least one',
            });
      if (
        Array.isArray(admissionReviewVersions) &&
        !admissionReviewVersions.some((item) => reviewVersions.includes(item))
      )
        faults.push({
          code,
          path: [...path, 'admissionReviewVersions'],
          message: `got ${quote(admissionReviewVersions)}; must have v1 among them`,
        });
      return faults;
    },
  );
};
