import { z } from 'zod';
import { Written } from '../../model/words';
import { rejecting, type Raise } from '../rejection';
import { findingKind } from '../../model/finding-kind';
import { repositoryOfPage } from '../../model/repository-page';

export const urlSyntax = findingKind({
  code: 'url-syntax',
  why: 'The address goes into objects unchanged; a program that cannot read it fails only at run time.',
  fix: 'Write a whole URL: `http://host:port`, `https://host/path`.',
  messages: {
    url: 'got {got:json}; write a whole URL: http://host:port or https://host',
    repository:
      'got {got:json}; write the address that Git clones: https://host/owner/repository.git or git@host:owner/repository.git',
    password: 'got a URL with a user or a password; leave them out, they belong into a Secret',
    page: 'got {got:json}, a page for browsers; write {repository}, which Git clones, and the branch under revision',
  },
});

/** Whether the text is one whole http or https URL without credentials, blanks or fragment. */
function isHttpUrl(text: string): boolean {
  if (!/^https?:\/\/[^\s#@]+$/.test(text)) return false;
  if (!URL.canParse(text)) return false;
  const { hostname, port } = new URL(text);
  return port !== '0' && hostPattern.test(hostname);
}

// Networks of containers have names with "_" too; an IPv6 address has brackets.
const hostPattern = /^(\[[\da-f:.]+\]|[a-z\d_]([-a-z\d_.]*[a-z\d_])?\.?)$/;

/** A password must not reach the log by way of the message that rejects it. */
function unlessSecret(id: 'url' | 'repository'): Raise {
  return (got) => {
    const text = got instanceof Written ? got.text : got;
    return typeof text === 'string' && /^\w+:\/\/[^/]*@/.test(text)
      ? urlSyntax.fault('password', {})
      : urlSyntax.fault(id, { got });
  };
}

/** An http or https URL. */
export const httpUrl = z
  .string()
  .refine(isHttpUrl, rejecting(unlessSecret('url')))
  .meta({ description: 'A whole http or https URL.', examples: ['http://172.18.0.1:8000'] });

/** What Git clones from, in the forms that Argo CD knows: https, ssh, or `user@host:path`. */
export const repositoryUrl = z
  .string()
  .refine(
    (text) => isHttpUrl(text) || /^ssh:\/\/[^\s#]+$/.test(text) || /^[\w.-]+@[\w.-]+:[^\s#]+$/.test(text),
    rejecting(unlessSecret('repository')),
  )
  .refine(
    (text) => repositoryOfPage(text) === undefined,
    rejecting((got) =>
      urlSyntax.fault('page', { got, repository: repositoryOfPage(String(got instanceof Written ? got.text : got)) }),
    ),
  )
  .meta({
    description: 'What Git clones from: an https or ssh address.',
    examples: ['https://github.com/acme/fleet.git'],
  });
