import { hashOfBootstrap } from '../deliver/bootstrap';
import { retainedBy } from '../deliver/standing-rights';
import type { Fleet } from '../model/fleet';
import type { Manifest } from '../model/manifest';
import { bootstrapHash } from '../model/marker';
import type { Need } from '../model/unit';
import { count } from '../model/words';

/** What a person has to know of the file that is applied by hand. */
export interface BootstrapReport {
  /** Whether it does something else than the one that stood there: then it is to be applied. */
  readonly changed: boolean;
  /** How many rights it keeps until Argo CD has pruned what needed them. */
  readonly retained: number;
  /** So that one sees later, on the hub, whether it is applied, and what it keeps. */
  readonly needs: readonly Need[];
}

/** @param before as it stood before the run; empty where there was none */
export function bootstrapReport(fleet: Fleet, before: readonly Manifest[], now: readonly Manifest[]): BootstrapReport {
  const hash = hashOfBootstrap(now);
  const file = `argocd/${fleet.environment}.yaml`;
  const marked = now.flatMap((manifest) => (bootstrapHash in (manifest.metadata.annotations ?? {}) ? [manifest] : []));
  const keeping = now.filter((manifest) => retainedBy(manifest).length > 0);
  return {
    changed: hash !== hashOfBootstrap(before),
    retained: keeping.reduce((sum, manifest) => sum + retainedBy(manifest).length, 0),
    needs: [
      ...marked.map((manifest) =>
        need(
          fleet,
          manifest,
          `${file}, once applied, gives it ${bootstrapHash}: ${hash ?? ''}; if it has another, apply the file`,
        ),
      ),
      ...keeping.map((manifest) => {
        const rights = count(retainedBy(manifest).length, 'right');
        const why = `keeps ${rights} that nothing here needs any more, until Argo CD has pruned what did; then run synth --narrow`;
        return need(fleet, manifest, why);
      }),
    ],
  };
}

function need({ hub }: Fleet, { apiVersion, kind, metadata: { name, namespace } }: Manifest, why: string): Need {
  const group = apiVersion.split('/')[0] ?? '';
  return { ref: { cluster: hub.name, group, kind, name, ...(namespace !== undefined && { namespace }) }, why };
}
