import { restartCommand, type AgentsBehind } from '../../components/dynamic-scoring/agents-behind';
import { bootstrapFile, schemaFile } from '../../synth/output';
import type { Outcome } from '../../synth/run';
import { leavingApplications } from './leaving-applications';

/**
 * What to do next: nothing, commit, or commit and apply what a person applies. Rights that nothing needs any more are taken back
 * by another run, once Argo CD has pruned what needed them: what is applied now never takes any.
 */
export function nextStep({ folders, environments, changes, gone = [], published }: Outcome): string[] {
  if (changes === undefined || published === undefined || published.written + published.removed === 0) return [];
  const differing = new Set([...changes.missing, ...changes.stale]);
  const apply = environments
    .filter(({ bootstrap }) => bootstrap?.changed)
    .map(({ name }) => bootstrapFile(folders, name))
    .filter((file) => differing.has(file))
    .map((file) => `kubectl apply --server-side --field-manager=scorewright -f ${file}`);
  const inside = folders.argocd.startsWith(folders.out);
  const schema = [schemaFile(folders)].filter((file) => differing.has(file));
  const places = [`${folders.out}/`, ...(inside ? [] : [`${folders.argocd}/`]), ...schema];
  const commit = `next: review and commit ${places.join(', ').replace(/, ([^,]*)$/, ' and $1')}`;
  const retaining = environments.filter(({ bootstrap }) => (bootstrap?.retained ?? 0) > 0).map(({ name }) => name);
  const later = `later, once Argo CD has pruned what left: scorewright synth --narrow --env ${retaining.join(' ')}`;
  return [
    ...gone.map(
      (name) =>
        `first: scorewright retire ${name} --ref HEAD, and what it prints: do not merge before its Applications are gone`,
    ),
    apply.length === 0 ? commit : `${commit}, then on the hub: ${apply.join('; ')}`,
    ...environments.flatMap(({ behind = [] }) => behind.map(restart)),
    ...leavingApplications({ changes, gone }),
    ...(retaining.length === 0 ? [] : [later]),
  ];
}

/** Nothing restarts agents by itself: they are the add-on's, and it does not know what changed. */
function restart({ score, keeps, clusters }: AgentsBehind): string {
  return `then, once synced, since agents keep the old ${keeps.join(' and ')} of ${score}: ${restartCommand(clusters)}`;
}
