import type { Construct } from 'constructs';
import { EnergetiScopePredictor } from '../../constructs/energetiscope/predictor';
import { EnergetiScopeTraining } from '../../constructs/energetiscope/training';
import { Claim } from '../../constructs/pvc';
import { storageClassNeed } from '../../environment/storage-class';
import { outsideApi } from '../../model/group-kind';
import type { Directory } from '../../model/directory';
import { atSetting } from '../../model/setting';
import {
  constructs,
  defineUnit,
  unitKey,
  type Constructs,
  type NamespaceNeed,
  type Need,
  type Unit,
} from '../../model/unit';
import type { Component } from '../component';
import { Access } from './access';
import { Collector } from './collector';
import { component, labelsOf, names } from '../../constructs/energetiscope/names';
import { ignoredAnnotations, Prescoring } from './prescoring';
import { problems } from './problems';
import { settings, type EnergetiscopeSettings } from './settings';
import { planSites, predictorProps, provided, trainingProps, type Site } from './site';
import { smokeTest } from './smoke';
import { claimOn } from './storage-settings';

/** Predicts the energy of workloads: training, predictor, collector and pre-scoring on the clusters of `on`. */
export const energetiscope: Component<EnergetiscopeSettings, readonly Site[]> = {
  name: component,
  settings,
  plan: planSites,
  provides: (sites) => sites.flatMap(provided),
  problems,
  units: (sites, _, directory) => sites.flatMap((site) => unitsOf(site, directory)),
};

function unitsOf(site: Site, directory: Directory): Unit[] {
  const { settings } = site;
  const ignoreDifferences = [names.collector, names.predictor].flatMap((name) => ignoredAnnotations(settings, name));
  const access = unitOn(site, { name: `${component}-access`, content: built(site, grant) });
  // Beside everything else: a training takes hours, and the predictor waits for the first one.
  const lasting = unitOn(site, {
    stage: 'beside',
    needs: needs(site, directory),
    content: built(site, serve, { ignoreDifferences }),
  });
  // A unit of its own, so that a training that fails stops nothing else.
  const once = unitOn(site, {
    name: names.training,
    stage: 'beside',
    settings: [component, 'training'],
    content: built(site, trainOnce),
  });
  const parts = settings.training.once ? [access, lasting, once] : [access, lasting];
  const tests = parts.map(unitKey);
  return [...parts, unitOn(site, { name: 'smoke', stage: 'smoke', content: built(site, smokeTest, { tests }) })];
}

function unitOn({ cluster, settings }: Site, props: { readonly content: Constructs } & Partial<Unit>): Unit {
  const namespaces: NamespaceNeed[] = [{ name: settings.namespace, podSecurity: 'restricted' }];
  return defineUnit({ component, cluster: cluster.name, namespaces, ...props });
}

function built(
  site: Site,
  build: (scope: Construct, site: Site) => void,
  rest: Pick<Constructs, 'tests' | 'ignoreDifferences'> = {},
): Constructs {
  return constructs((scope) => {
    build(scope, site);
  }, rest);
}

/** What lasts: the volume, the predictor, and what runs again and again. */
function serve(scope: Construct, site: Site): void {
  const { cluster, settings } = site;
  const { namespace, storage, training, collector, prescoring } = settings;
  const labels = labelsOf(names.claim, 'storage');
  const { schedule } = training;
  const claim = { name: names.claim, namespace, labels, settings: claimOn(cluster, storage) };
  atSetting(scope, [component, 'storage'], () => new Claim(scope, 'claim', claim));
  atSetting(
    scope,
    [component, 'predictor'],
    () => new EnergetiScopePredictor(scope, 'predictor', predictorProps(site)),
  );
  atSetting(scope, [component, 'training'], () => {
    if (schedule !== undefined) new EnergetiScopeTraining(scope, 'training', { ...trainingProps(site), once: false });
  });
  atSetting(scope, [component, 'collector'], () => {
    if (collector !== undefined) new Collector(scope, 'collector', site, collector);
  });
  atSetting(scope, [component, 'prescoring'], () => {
    if (prescoring !== undefined) new Prescoring(scope, 'prescoring', site, prescoring);
  });
}

function grant(scope: Construct, site: Site): void {
  new Access(scope, 'access', site);
}

function trainOnce(scope: Construct, site: Site): void {
  new EnergetiScopeTraining(scope, 'once', { ...trainingProps(site), schedule: undefined });
}

function needs({ cluster, settings: { storage, prometheus } }: Site, directory: Directory): Need[] {
  const found = storageClassNeed(cluster, storage.class, directory, `the volume ${names.claim} of EnergetiScope`);
  if (typeof prometheus === 'object')
    found.push({
      ref: { cluster: cluster.name, ...outsideApi('Prometheus at'), name: prometheus.url },
      why: 'has kube_pod_owner and kepler_container_joules_total of the cluster, readable without a token',
    });
  return found;
}
