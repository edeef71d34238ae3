import { isObject } from '../model/json';
import { find, parsePattern } from './field-pattern';
import { kindKey, type Located } from './located';
import { strings } from './pod-template';

type Labels = Readonly<Record<string, string>>;

const podLabels = parsePattern('spec.podMetadata.labels');
const templateLabels = parsePattern('spec.template.metadata.labels');

/** By kind: the labels of the pods that a controller makes of an object which has no pod template in the usual form. */
const makers: ReadonlyMap<string, (located: Located) => Labels> = new Map([
  ['monitoring.coreos.com/Alertmanager', monitoring('alertmanager')],
  ['monitoring.coreos.com/Prometheus', monitoring('prometheus')],
  ['monitoring.coreos.com/PrometheusAgent', monitoring('prometheus')],
  ['monitoring.coreos.com/ThanosRuler', monitoring('thanos-ruler')],
  ['apps.openshift.io/DeploymentConfig', deploymentConfig],
  ['argoproj.io/Rollout', (located) => labelsAt(located, templateLabels)],
  [
    'argoproj.io/ArgoCD',
    (located) => ({ 'app.kubernetes.io/part-of': 'argocd', 'argocd.argoproj.io/name': located.ref.name }),
  ],
]);

/** The labels of the pods that an object makes; undefined where it makes none, or where they are unknown. */
export function madePods(located: Located): Labels | undefined {
  return makers.get(kindKey(located.manifest))?.(located);
}

/** The Prometheus operator adds its own labels to those of `podMetadata`. */
function monitoring(program: string): (located: Located) => Labels {
  return (located) => {
    const { name } = located.ref;
    return {
      ...labelsAt(located, podLabels),
      'app.kubernetes.io/instance': name,
      'app.kubernetes.io/managed-by': 'prometheus-operator',
      'app.kubernetes.io/name': program,
      [program]: name,
      'operator.prometheus.io/name': name,
    };
  };
}

function deploymentConfig(located: Located): Labels {
  return { ...labelsAt(located, templateLabels), deploymentconfig: located.ref.name };
}

function labelsAt({ manifest }: Located, pattern: ReturnType<typeof parsePattern>): Labels {
  const [found] = find(pattern, manifest, []);
  return isObject(found?.value) ? strings(found.value) : {};
}
