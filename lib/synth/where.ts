import type { EnvironmentFile } from '../environment/environment-file';
import { groupKind } from '../kinds/group-kind';
import { clusterNamed, type Fleet } from '../model/fleet';
import type { Finding } from '../model/finding';
import type { Unit } from '../model/unit';
import { operatorInstance } from '../deliver/health';
import { platformOf } from '../platforms/catalogue';
import { buildUnit } from './build';
import { expand } from './expand';
import {
  credential,
  exposedBy,
  generatedBy,
  inOrder,
  operatorRoute,
  type Exposed,
  type GeneratedCredential,
} from './exposed';
import { load } from './load';
import { Patches } from './patch';

/** What an environment exposes, and what is generated in its clusters. */
export interface Whereabouts {
  readonly name: string;
  readonly findings: readonly Finding[];
  readonly exposed: readonly Exposed[];
  readonly credentials: readonly GeneratedCredential[];
}

/** Reads both off the manifests of an environment, which are built and dropped. Nothing is written. */
export function whereabouts(file: EnvironmentFile): Whereabouts {
  const { name } = file;
  const { settings, source, findings, known } = load(file);
  if (settings === undefined) return { name, findings, exposed: [], credentials: [] };
  const expansion = expand(settings, source, known.scorers, known);
  const { fleet, units } = expansion;
  const patches = new Patches(settings.patches, fleet, source);
  const exposed: Exposed[] = [...argocdAddress(fleet)];
  const credentials: GeneratedCredential[] = [argocdPassword(fleet)];
  for (const unit of units) {
    const cluster = clusterNamed(unit.cluster, fleet);
    if (cluster === undefined) continue;
    exposed.push(...(unit.routes ?? []).map((route) => operatorRoute(route, cluster)));
    for (const manifest of manifestsOf(unit, patches)) {
      exposed.push(...exposedBy(manifest, cluster));
      credentials.push(...generatedBy(manifest, cluster));
    }
  }
  return { name, findings: expansion.findings, exposed: inOrder(exposed), credentials: inOrder(credentials) };
}

function manifestsOf(unit: Unit, patches: Patches) {
  if (unit.content.type === 'chart') return [];
  return patches.apply(unit.component, buildUnit(unit, unit.content).rendered).map(({ manifest }) => manifest);
}

/** Argo CD itself: on OpenShift its operator makes a Route, elsewhere whoever installs it decides. */
function argocdAddress({ hub, gitops }: Fleet): Exposed[] {
  const { namespace, configuredBy } = platformOf(hub).argocd;
  if (configuredBy !== 'operator') return [];
  return [
    operatorRoute(
      {
        cluster: hub.name,
        ...groupKind('route.openshift.io/Route'),
        namespace,
        name: `${gitops.argocd?.instance ?? operatorInstance}-server`,
      },
      hub,
    ),
  ];
}

/** The password of its user `admin`, which Argo CD or its operator generates. */
function argocdPassword({ hub, gitops }: Fleet): GeneratedCredential {
  const { namespace, configuredBy } = platformOf(hub).argocd;
  return configuredBy === 'operator'
    ? credential(hub, {
        ...groupKind('/Secret'),
        namespace,
        name: `${gitops.argocd?.instance ?? operatorInstance}-cluster`,
        key: 'admin.password',
      })
    : credential(hub, { ...groupKind('/Secret'), namespace, name: 'argocd-initial-admin-secret', key: 'password' });
}
