import { parseAllDocuments } from 'yaml';
import { StandingRights } from '../deliver/standing-rights';
import type { Finding } from '../model/finding';
import { findingKind } from '../model/finding-kind';
import { isManifest, type Manifest } from '../model/manifest';
import { readFastYaml } from '../yaml/read-fast-yaml';

export const bootstrapUnreadable = findingKind({
  code: 'bootstrap-unreadable',
  why: 'The bootstrap file holds rights that the hub may still need to prune what has left the environment; without them it would be left behind.',
  fix: 'Take the file from Git again (`git checkout -- argocd`), resolving a conflict by either side; or delete it if Argo CD has nothing to prune.',
  messages: {
    yaml: 'got something that is not YAML; take the file from Git again, or delete it if Argo CD has nothing to prune',
    object:
      'got a document that is not an object of Kubernetes; take the file from Git again, or delete it if Argo CD has nothing to prune',
  },
});

/** What is there instead of an environment's bootstrap file before a run. */
export interface StandingBootstrap {
  readonly manifests: readonly Manifest[];
  readonly rights: StandingRights;
  readonly findings: readonly Finding[];
}

/**
 * @param path as messages name the file
 * @param text absent where there is no such file
 * @param narrow drops the rights that the file notes as no longer needed
 */
export function standingBootstrap(path: string, text: string | undefined, narrow: boolean): StandingBootstrap {
  const manifests: Manifest[] = [];
  const findings: Finding[] = [];
  for (const part of text?.split(/^---\n/m) ?? []) {
    for (const document of documentsIn(part)) {
      if (isManifest(document)) manifests.push(document);
      else findings.push(bootstrapUnreadable.fault(document === notYaml ? 'yaml' : 'object', {}, { path }));
    }
  }
  return { manifests, rights: new StandingRights(manifests, narrow), findings: findings.slice(0, 1) };
}

const notYaml = Symbol('not YAML');

function documentsIn(part: string): unknown[] {
  if (part.trim() === '') return [];
  const fast = readFastYaml(part);
  if (fast !== undefined) return [fast];
  const documents = parseAllDocuments(part, { version: '1.2', prettyErrors: false, logLevel: 'silent' });
  if ('empty' in documents) return [];
  return documents.map((one) => (one.errors.length > 0 ? notYaml : (one.toJS({ maxAliasCount: 100 }) as unknown)));
}
