import { isIP } from 'node:net';
import { z } from 'zod';
import { hostForm, isHostName } from '../../model/dns-name';
import { rejecting } from '../rejection';
import { findingKind } from '../../model/finding-kind';

export const hostSyntax = findingKind({
  code: 'host-syntax',
  why: 'The API server rejects hosts of another form in Routes and Ingresses, and a URL with one leads nowhere.',
  fix: 'Write a DNS name in lower case, without scheme, port or path; an address may also be an IP address.',
  messages: {
    notName: 'got {got:json}; write a DNS name in lower case, without scheme, port or path',
    notAddress: 'got {got:json}; write an IP address or a host name',
    unreachable: 'got {got:json}; no other machine reaches a node by this address; write that of its network',
  },
});

/** A DNS name: `apps.cluster.example.com`. */
export const hostName = z
  .string()
  .refine(
    isHostName,
    rejecting((got) => hostSyntax.fault('notName', { got })),
  )
  .meta({
    pattern: hostForm.source,
    description: 'A DNS name, such as apps.cluster.example.com.',
    examples: ['apps.cluster.example.com'],
  });

/** Addresses that no other machine reaches a node by: none at all, its own, of a group or of all. */
function leadsNowhere(text: string): boolean {
  return /^(0|127|22[4-9]|2[3-5]\d)\./.test(text) || /^(::1?$|ff)/i.test(text);
}

/** What other machines reach a node by: an IP address or a DNS name. */
export const address = z
  .string()
  .refine(
    (text) => (isIP(text) !== 0 && !text.includes('%')) || isHostName(text),
    rejecting((got) => hostSyntax.fault('notAddress', { got })),
  )
  .refine(
    (text) => isIP(text) === 0 || !leadsNowhere(text),
    rejecting((got) => hostSyntax.fault('unreachable', { got })),
  )
  .meta({ description: 'An IP address or a DNS name.', examples: ['172.18.0.3'] });
