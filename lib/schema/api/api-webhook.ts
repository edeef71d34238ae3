import { isObject, objectsOf } from '../../model/json';
import type { ObjectFault } from '../object-fault';
import { dnsSubdomainForm } from '../../model/dns-name';
import { findingKind } from '../../model/finding-kind';
import { present, type ApiCheck } from './objects';

export const apiWebhookKind = findingKind({
  code: 'api-webhook',
  why: 'A webhook is known by a full domain name, and is called either by URL or as a Service.',
  fix: 'Name it with at least three parts, as pods.example.com, and leave either url or service.',
  messages: {
    name: 'got {got:json}; must be a domain name of at least three parts',
    client: 'got {got}; exactly one of "url" or "service" is right',
    url: 'got {got:json}; must start with https://',
    emptyRule: 'got nothing; a rule names at least one',
    reviewVersions: 'got {got:json}; must have v1 among them',
  },
});

const ruleFields = ['operations', 'apiGroups', 'apiVersions', 'resources'];
const reviewVersions: readonly unknown[] = ['v1', 'v1beta1'];

function isFullName(name: string): boolean {
  return dnsSubdomainForm.test(name) && name.split('.').length >= 3;
}

export const webhookFaults: ApiCheck = (manifest) => {
  return objectsOf(manifest.webhooks).flatMap(
    ({ name, clientConfig, rules, admissionReviewVersions }, index): ObjectFault[] => {
      const path = ['webhooks', index];
      const faults: ObjectFault[] = [];
      if (!isFullName(String(name)))
        faults.push(apiWebhookKind.fault('name', { got: name }, { path: [...path, 'name'] }));
      const found = isObject(clientConfig) ? present(clientConfig, ['url', 'service']) : [];
      if (found.length !== 1)
        faults.push(
          apiWebhookKind.fault(
            'client',
            { got: found.length === 0 ? 'neither' : 'both' },
            { path: [...path, 'clientConfig'] },
          ),
        );
      const url = isObject(clientConfig) ? clientConfig.url : undefined;
      if (typeof url === 'string' && !url.startsWith('https://'))
        faults.push(apiWebhookKind.fault('url', { got: url }, { path: [...path, 'clientConfig', 'url'] }));
      for (const [at, rule] of objectsOf(rules).entries())
        for (const field of ruleFields)
          if (!Array.isArray(rule[field]) || rule[field].length === 0)
            faults.push(apiWebhookKind.fault('emptyRule', {}, { path: [...path, 'rules', at, field] }));
      if (
        Array.isArray(admissionReviewVersions) &&
        !admissionReviewVersions.some((item) => reviewVersions.includes(item))
      )
        faults.push(
          apiWebhookKind.fault(
            'reviewVersions',
            { got: admissionReviewVersions },
            { path: [...path, 'admissionReviewVersions'] },
          ),
        );
      return faults;
    },
  );
};
