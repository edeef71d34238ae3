import type { Construct } from 'constructs';
import { CompatibilityArtifact } from '../../constructs/ocifit/compatibility-artifact';
import { OcifitWebhook } from '../../constructs/ocifit/ocifit-webhook';
import { injectedAuthority } from '../../constructs/ocifit/webhook/configuration';
import type { Directory } from '../../model/directory';
import type { Cluster } from '../../model/fleet';
import { atSetting } from '../../model/setting';
import { constructs, defineUnit, unitKey, type Constructs, type Unit } from '../../model/unit';
import { platformOf } from '../../platforms/catalogue';
import type { Component } from '../component';
import { artifactFiles } from './artifact/files';
import { publishNeeds } from './artifact/publish-needs';
import { ExperimentCommons, resultsNeeds } from './experiments/common';
import { ExperimentRun } from './experiments/experiment-run';
import { experimentPodSecurity, webhookNamespace } from '../../constructs/ocifit/names';
import { planOcifit, type Plan } from './plan';
import { problems } from './problems';
import { settings, type OcifitSettings } from './settings';
import { WebhookSmokeTest } from './smoke';
import { artifactProps, webhookProps } from './webhook-props';

const component = 'ocifit';

/** The webhook that chooses image and node by model, and the experiments that show what the choice is worth. */
export const ocifit: Component<OcifitSettings, Plan> = {
  name: component,
  settings,
  plan: planOcifit,
  // What somebody must make counts as there: it is listed among the needs.
  provides: (plan) => publishNeeds(plan).map(({ ref }) => ref),
  problems,
  files: artifactFiles,
  units: (plan, { fleet }, directory) => [
    webhookUnit(plan, fleet.hub),
    ...experimentUnits(plan, directory),
    smokeUnit(plan),
  ],
};

function webhookUnit(plan: Plan, hub: Cluster): Unit {
  const argocdNamespace = platformOf(hub).argocd.namespace;
  const { artifact } = plan.settings;
  const build = (scope: Construct) => {
    new OcifitWebhook(scope, 'webhook', webhookProps(plan, argocdNamespace));
    atSetting(scope, [component, 'artifact'], () => {
      if (artifact?.publish === undefined) return;
      new CompatibilityArtifact(scope, 'artifact', artifactProps(plan, artifact, artifact.publish.credentials));
    });
  };
  return defineUnit({
    component,
    cluster: plan.cluster.name,
    namespaces: [{ name: webhookNamespace, podSecurity: 'restricted' }],
    needs: publishNeeds(plan),
    content: constructs(build, { ignoreDifferences: [injectedAuthority] }),
  });
}

/** What they share syncs by itself; an experiment runs when somebody syncs it. */
function experimentUnits(plan: Plan, directory: Directory): Unit[] {
  const chosen = plan.settings.experiments;
  if (chosen === undefined) return [];
  const commons = beside(plan, {
    name: `${component}-experiments`,
    settings: [component, 'experiments'],
    needs: resultsNeeds(plan, chosen, directory),
    content: constructs((scope) => {
      new ExperimentCommons(scope, 'commons', plan, chosen);
    }),
  });
  const runs = plan.experiments.map((experiment) =>
    beside(plan, {
      name: `${component}-experiment-${experiment.name}`,
      sync: 'manual',
      settings: [component, 'experiments', 'runs', experiment.name],
      content: constructs((scope) => {
        new ExperimentRun(scope, experiment.name, plan, chosen, experiment);
      }),
    }),
  );
  return [commons, ...runs];
}

function smokeUnit(plan: Plan): Unit {
  const test = (scope: Construct) => {
    new WebhookSmokeTest(scope, 'webhook', plan);
  };
  const tests = [unitKey({ cluster: plan.cluster.name, name: component })];
  return beside(plan, { name: 'smoke', stage: 'smoke', content: constructs(test, { tests }) });
}

/** A unit in the namespace of the experiments. */
function beside({ cluster }: Plan, props: { readonly content: Constructs } & Partial<Unit>): Unit {
  return defineUnit({ component, cluster: cluster.name, namespaces: [experimentPodSecurity], ...props });
}
