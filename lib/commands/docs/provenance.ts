import { join } from 'node:path';
import { edgesOf } from '../../graph/edges';
import { everyAgent, type Edge } from '../../graph/edge';
import { imagesOf } from '../../graph/images';
import { objectsIn } from '../../graph/located';
import { OfferIndex } from '../../graph/offer-index';
import { offersOf } from '../../graph/offers';
import { YamlFiles } from '../../environment/yaml-files';
import { isKind } from '../../kinds/group-kind';
import { groupOfDefinition } from '../../kinds/resource-name';
import { groupKindKey } from '../../model/group-kind';
import { compare } from '../../model/finding';
import { clusterNamed } from '../../model/fleet';
import type { Ref } from '../../model/ref';
import type { Unit } from '../../model/unit';
import { platformOf } from '../../platforms/catalogue';
import { buildUnit } from '../../synth/build';
import { expand, type Expansion } from '../../synth/expand';
import { load } from '../../synth/load';
import { RuleFleet } from '../../rules/engine/rule-fleet';
import { ruleInput } from '../../synth/rule-input';

const definition = 'apiextensions.k8s.io/CustomResourceDefinition';

/** Kinds that a page accounts for, by the word that it uses for them; their group identifies CRDs. */
const words: Readonly<Record<string, string>> = {
  [definition]: 'kinds of',
  '/Secret': 'Secret',
  '/Service': 'Service',
  'storage.k8s.io/StorageClass': 'StorageClass',
};

/**
 * A table of everything that an environment's objects need beside one another: for each Secret, URL of a Service, group of
 * custom resources, storage class and image, and all else that people make, on which clusters, and which unit brings it or
 * why it is there without one.
 *
 * @throws where the environment has an error, or something that nobody brings
 */
export function provenanceTable(root: string, environment: string): string {
  const path = join(root, 'environments', `${environment}.yaml`);
  const { settings, source, known, findings } = load({ name: environment, path, others: [], files: new YamlFiles() });
  if (settings === undefined)
    throw new Error(`${path} is rejected: ${findings.map(({ message }) => message).join('; ')}`);
  const expansion = expand(settings, source, known.scorers, known);
  const facts = collect(expansion);
  const rows = new Map<string, Set<string>>();
  const add = (what: string, from: string, cluster: string): void => {
    const key = `| ${what} | ${from} |`;
    rows.set(key, (rows.get(key) ?? new Set()).add(cluster));
  };
  for (const edge of facts.edges)
    for (const ref of facts.fleet.targets(edge)) add(what(ref), broughtBy(ref, expansion, facts), ref.cluster);
  for (const { ref, why } of expansion.needs) add(what(ref), `external: ${why}`, ref.cluster);
  for (const { image, cluster } of facts.images) add(`image \`${image}\``, registryOf(image), cluster);
  const lines = [...rows].map(([row, clusters]) => row.concat(` ${[...clusters].sort(compare).join(', ')} |`));
  return ['| what | brought by | on |', '| --- | --- | --- |', ...lines.sort(compare)].join('\n');
}

interface Facts {
  readonly edges: readonly Edge[];
  readonly images: readonly { readonly image: string; readonly cluster: string }[];
  readonly offers: OfferIndex;
  readonly fleet: RuleFleet;
}

function collect(expansion: Expansion): Facts {
  const edges: Edge[] = [];
  const images: { image: string; cluster: string }[] = [];
  const offers = new OfferIndex();
  const fleet = new RuleFleet(ruleInput(expansion));
  for (const unit of expansion.units) {
    if (unit.content.type === 'chart') continue;
    const { rendered, problem } = buildUnit(unit, unit.content);
    if (problem) throw new Error(problem.message);
    for (const located of rendered.flatMap((each) => objectsIn(each, expansion.fleet.hub.name))) {
      for (const offer of offersOf(located)) {
        offers.add(offer);
        fleet.offers.add(offer);
      }
      edges.push(...edgesOf(located).filter(({ to, optional }) => groupKindKey(to) in words && !optional));
      for (const { image } of imagesOf(located)) images.push({ image, cluster: unit.cluster });
      const masks = (located.manifest as { spec?: { masks?: { clusterName: string; scoreName: string }[] } }).spec
        ?.masks;
      for (const { clusterName, scoreName } of masks ?? []) fleet.mask(clusterName, scoreName);
    }
  }
  return { edges, images, offers, fleet };
}

function what(ref: Ref): string {
  const { kind, namespace, name } = ref;
  const word = words[groupKindKey(ref)] ?? kind;
  if (isKind(definition, ref)) return `${word} \`${groupOfDefinition(name)}\``;
  return `${word} \`${namespace === undefined ? '' : `${namespace}/`}${name}\``;
}

/** The unit that renders it or whose controller makes it, the chart whose part it is, or who else has it. */
function broughtBy(ref: Ref, { units, needs, fleet }: Expansion, { offers, fleet: known }: Facts): string {
  const found = offers.find(ref);
  const reached = found.find((offer) => offer.ref.cluster === everyAgent && isKind('/Service', offer.ref));
  if (reached !== undefined && reached.by.cluster !== ref.cluster)
    return `Skupper, from unit ${reached.origin.unit} of ${reached.by.cluster}`;
  const own = found.filter(({ ref: { cluster } }) => cluster === ref.cluster || cluster === everyAgent);
  const from = [...new Set(own.map(({ origin }) => `unit ${origin.unit}`))].sort(compare);
  if (from.length > 0) return from.join(', ');
  const chart = units.find((unit) => unit.cluster === ref.cluster && isPartOf(ref, unit));
  if (chart !== undefined) return `chart ${chart.name}`;
  const need = needs.find(
    (each) => each.ref.cluster === ref.cluster && each.ref.name === ref.name && each.ref.namespace === ref.namespace,
  );
  if (need !== undefined) return `external: ${need.why}`;
  if (known.find(ref).length === 0) throw new Error(`${ref.cluster} lacks ${what(ref)}, and nobody brings it`);
  const platform = platformOf(clusterNamed(ref.cluster, fleet) ?? fleet.hub).name;
  const ocm = groupOfDefinition(ref.name).endsWith('open-cluster-management.io');
  return ocm ? 'external: Open Cluster Management' : `the platform, ${platform}`;
}

function isPartOf(ref: Ref, { content }: Unit): boolean {
  if (content.type !== 'chart') return false;
  if (isKind(definition, ref)) return content.providesGroups.includes(groupOfDefinition(ref.name));
  return isKind('/Service', ref) && content.namespace === ref.namespace;
}

function registryOf(image: string): string {
  const [host = ''] = image.split('/');
  return `external: pulled from ${host}`;
}
