import type { Outcome } from '../../synth/run';

/** So many are named; of more, the page says how to find those that stay. */
const shown = 10;

/** `<out>/<environment>/<hub>/applications/Application.<namespace>.<name>.yaml` */
const applicationFile = /\/([^/]+)\/[^/]+\/applications[^/]*\/Application\.([^./]+)\.([^/]+)\.yaml$/;

/**
 * The way out for Applications that leave, should they stay: Argo CD deletes nothing while a sync is set, and one that cannot
 * succeed is tried again forever, as that of a cluster which never joined. It ends the syncs of exactly these.
 *
 * @returns a line for each namespace of Argo CD
 */
export function leavingApplications({ changes, gone = [] }: Pick<Outcome, 'changes' | 'gone'>): string[] {
  const byNamespace = new Map<string, string[]>();
  for (const file of changes?.foreign ?? []) {
    const [, environment = '', namespace = '', name] = applicationFile.exec(file) ?? [];
    // `retire` takes a whole environment off its hub.
    if (name === undefined || gone.includes(environment)) continue;
    byNamespace.set(namespace, [...(byNamespace.get(namespace) ?? []), name]);
  }
  return [...byNamespace].map(([namespace, names]) => {
    const stay = 'later, on the hub, should Applications that left stay Deleting, since a sync of theirs never ends';
    const command = `kubectl -n ${namespace} patch applications.argoproj.io ${names.sort().join(' ')} --type merge -p '{"operation":null}'`;
    // A file name that had to be shortened ends in a tilde and a hash.
    const many = names.length > shown || names.some((name) => name.includes('~'));
    return `${stay}: ${many ? 'docs/changes.md#an-application-that-stays' : command}`;
  });
}
