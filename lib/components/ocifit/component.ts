import { platforms } from '../../environment/platforms';
import type { Directory } from '../../model/directory';
import { unitKey, type Constructs, type NamespaceNeed, type Unit } from '../../model/unit';
import type { Component, Context } from '../component';
import { artifactFiles } from './artifact/files';
import { PublishArtifact, publishNeeds } from './artifact/publish';
import { ExperimentCommons, resultsNeeds } from './experiments/common';
import { ExperimentRun } from './experiments/experiment-run';
import { experimentPodSecurity, webhookNamespace } from './names';
import { planOf, type Plan } from './plan';
import { problems } from './problems';
import { settings, type OcifitSettings } from './settings';
import { WebhookSmokeTest } from './smoke';
import { WebhookCertificates } from './webhook/certificates';
import { injectedAuthority, WebhookConfiguration } from './webhook/configuration';
import { WeeklyRestart } from './webhook/restart';
import { WebhookServer } from './webhook/server';

const component = 'ocifit';

/** The webhook that chooses image and node by model, and the experiments that show what the choice is worth. */
export const ocifit: Component<OcifitSettings> = {
  name: component,
  settings,
  // What somebody must make counts as there: it is listed among the needs.
  provides: (chosen, context) => publishNeeds(planOf(chosen, context)).map(({ ref }) => ref),
  problems,
  files: (chosen, context) => artifactFiles(planOf(chosen, context)),
  units: (chosen, context, directory) => {
    const plan = planOf(chosen, context);
    return [webhookUnit(plan, context), ...experimentUnits(plan, directory), smokeUnit(plan)];
  },
};

function webhookUnit(plan: Plan, { fleet }: Context): Unit {
  const argocdNamespace = platforms[fleet.hub.platform].argocd.namespace;
  const credentials = plan.settings.artifact?.publish?.credentials;
  return {
    ...unit(plan, component, [{ name: webhookNamespace, podSecurity: 'restricted' }], (scope) => {
      new WebhookCertificates(scope, 'certificates');
      new WebhookServer(scope, 'webhook', plan);
      new WeeklyRestart(scope, 'restart', plan);
      new WebhookConfiguration(scope, 'configuration', { argocdNamespace });
      if (credentials !== undefined) new PublishArtifact(scope, 'artifact', plan, credentials);
    }),
    needs: publishNeeds(plan),
  };
}

/** What they share syncs by itself; an experiment runs when somebody syncs it. */
function experimentUnits(plan: Plan, directory: Directory): Unit[] {
  const chosen = plan.settings.experiments;
  if (chosen === undefined) return [];
  const commons = {
    ...unit(plan, `${component}-experiments`, [experimentPodSecurity], (scope) => {
      new ExperimentCommons(scope, 'commons', plan, chosen);
    }),
    needs: resultsNeeds(plan, chosen, directory),
  };
  const runs = plan.experiments.map((experiment) => ({
    ...unit(plan, `${component}-experiment-${experiment.name}`, [experimentPodSecurity], (scope) => {
      new ExperimentRun(scope, experiment.name, plan, chosen, experiment);
    }),
    sync: 'manual' as const,
    settings: [component, 'experiments', 'runs', experiment.name],
  }));
  return [commons, ...runs];
}

function smokeUnit(plan: Plan): Unit {
  const tested = unitKey({ cluster: plan.cluster.name, name: component });
  const test = unit(plan, 'smoke', [experimentPodSecurity], (scope) => {
    new WebhookSmokeTest(scope, 'webhook', plan);
  });
  return { ...test, stage: 'smoke', content: { ...(test.content as Constructs), tests: [tested] } };
}

function unit({ cluster }: Plan, name: string, namespaces: readonly NamespaceNeed[], build: Constructs['build']): Unit {
  return {
    name,
    component,
    cluster: cluster.name,
    delivery: 'argo',
    stage: 'workloads',
    settings: [component],
    namespaces,
    needs: [],
    content: {
      type: 'constructs',
      ignoreDifferences: name === component ? [injectedAuthority] : [],
      build,
    },
  };
}
