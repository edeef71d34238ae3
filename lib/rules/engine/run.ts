import { isObject } from '../../model/json';
import type { Offer } from '../../graph/edge';
import { presentOffer } from '../../graph/built-in';
import { edgesOf } from '../../graph/edges';
import { find, parsePattern } from '../../graph/field-pattern';
import { kindKey, objectsIn, type Located } from '../../graph/located';
import { offersOf } from '../../graph/offers';
import { madePods } from '../../graph/pod-makers';
import { containersOf, podTemplate } from '../../graph/pod-template';
import { findingAt, type Finding, type Severity } from '../../model/finding';
import { causeOf, naming, type Position } from '../../model/origin';
import { isRepeated } from '../../model/repeated-manifest';
import type { Manifest } from '../../model/manifest';
import type { Ref } from '../../model/ref';
import type { Rendered } from '../../model/unit';
import { withoutNulls } from '../../model/without-nulls';
import type { Collected, Fault, Rule } from './rule';
import { RuleFleet, type RuleInput } from './rule-fleet';
import { unusedSuppression } from './suppression-unused';

/** What an environment says about one rule, with why. */
export interface RuleSetting {
  readonly severity: Severity | 'off';
  readonly reason: string;
  /** The line of the environment that says so. */
  readonly position?: Position;
}

/** A rule that an environment has turned off or down, and how often it would have spoken: for the summary. */
export interface Suppressed {
  readonly code: string;
  readonly severity: Severity | 'off';
  readonly reason: string;
  readonly count: number;
}

/** What all rules have read of one manifest: it depends on that manifest alone. */
export interface Reading {
  readonly objects: readonly Located[];
  readonly offers: readonly Offer[];
  /** Of the rules that found any, in their order. */
  readonly facts: readonly { readonly rule: Rule; readonly found: readonly unknown[] }[];
}

/** All rules over one environment: `collect` for every manifest, in any order, then `judge` once. */
export class RuleRun {
  private readonly fleet: RuleFleet;
  private readonly facts: ReadonlyMap<Rule, unknown[]>;
  /** The rules that have anything to ask a manifest with objects of these kinds. */
  private readonly asking = new Map<string, readonly Rule[]>();
  /** For a manifest of several clusters, the rules to ask about each of them. */
  private readonly talking = new WeakMap<Manifest, readonly Rule[]>();
  private counts: readonly Suppressed[] = [];
  private complete = true;
  /** The readings of manifests that were rejected for their own faults. */
  private readonly refused: Reading[] = [];

  constructor(
    input: RuleInput,
    private readonly settings: Readonly<Record<string, RuleSetting>>,
    rules: readonly Rule[],
  ) {
    this.fleet = new RuleFleet(input);
    this.facts = new Map(rules.map((rule) => [rule, []]));
  }

  collect(rendered: Rendered): void {
    this.add(this.read(rendered));
  }

  /** The first half of `collect`; the second is `add`. Whoever judges one manifest in many fleets reads it once. */
  read(rendered: Rendered): Reading {
    const manifest = withoutNulls(rendered.manifest);
    const proven = manifest && { ...rendered, manifest };
    const objects = objectsIn(proven ?? rendered, this.fleet.input.fleet.hub.name);
    const offers = objects.flatMap(offersOf);
    if (!proven) return { objects, offers, facts: [] };
    return { objects, offers, facts: this.factsOf(proven, { objects, offers, edges: objects.flatMap(edgesOf) }) };
  }

  /** A loop, since tens of rules are asked about every manifest and nearly all of them have nothing to say. */
  private factsOf(rendered: Rendered, collected: Collected): Reading['facts'] {
    const facts: { rule: Rule; found: unknown[] }[] = [];
    const isPartial = collected.objects.some(({ partial }) => partial);
    const talking = this.talking.get(rendered.manifest);
    for (const rule of talking ?? this.askingAbout(collected.objects)) {
      let found: unknown[] | undefined;
      try {
        for (const fact of rule.collect(rendered, collected)) {
          if (found) found.push(fact);
          else facts.push({ rule, found: (found = [fact]) });
        }
      } catch (error) {
        // Rules read typed objects, and nothing has proved the types of an object that is given only in part.
        if (!isPartial) throw error;
      }
    }
    if (talking === undefined && isRepeated(rendered.manifest)) {
      const found = new Set(facts.map(({ rule }) => rule));
      const again = this.askingAbout(collected.objects).filter((rule) => rule.ofCluster === true || found.has(rule));
      this.talking.set(rendered.manifest, again);
    }
    return facts;
  }

  add({ objects, offers, facts }: Reading): void {
    for (const offer of offers) this.fleet.offers.add(offer);
    for (const located of objects) this.share(located);
    for (const { rule, found } of facts) {
      const own = this.facts.get(rule);
      for (const fact of found) own?.push(fact);
    }
  }

  /** Few of all rules have to do with any one kind, so most need not be asked. */
  private askingAbout(objects: readonly Located[]): readonly Rule[] {
    const kinds = [...new Set(objects.map(({ manifest }) => kindKey(manifest)))];
    const key = kinds.join();
    const known = this.asking.get(key);
    if (known) return known;
    const asking = [...this.facts.keys()].filter((rule) => rule.kinds?.some((kind) => kinds.includes(kind)) ?? true);
    this.asking.set(key, asking);
    return asking;
  }

  /** Says that an object is there, with any content. */
  present(ref: Ref): void {
    this.fleet.offers.add(presentOffer(ref));
  }

  /** Says that a manifest will not come: the unit that would have made it was rejected. */
  miss(): void {
    this.complete = false;
  }

  /**
   * Adds a manifest that was rejected for its own faults. Their consequences are not reported: a finding counts only if it
   * is the same with the manifest and without it.
   */
  refuse(rendered: Rendered): void {
    this.miss();
    try {
      this.refused.push(this.read(rendered));
    } catch {
      // Rules read typed fields, and a rejected manifest may have any; then all is judged without it.
    }
  }

  /** Every finding, with the environment's severities; a rule that is off gives none. */
  judge(): Finding[] {
    const counts: Suppressed[] = [];
    const findings = this.faults().flatMap(({ rule, faults }) => {
      const setting = this.settings[rule.code];
      const severity = setting?.severity ?? rule.severity;
      if (setting && lowers(setting.severity, rule.severity))
        counts.push({ code: rule.code, severity: setting.severity, reason: setting.reason, count: faults.length });
      if (severity === 'off') return [];
      return faults.map((fault): Finding => {
        const { origin, path, at, cluster } = fault;
        const position = this.fleet.input.positionOf(origin, at);
        const message = naming(fault.message, causeOf(origin, at).patch);
        return findingAt(
          { ...fault, message, code: rule.code, severity },
          { ...(position && { position }), path, cluster },
        );
      });
    });
    this.counts = counts;
    if (!this.complete) return findings;
    const codes = Array.from(this.facts.keys(), ({ code }) => code);
    const unused = Object.entries(this.settings).flatMap(([code, setting]) => {
      const count = counts.find((suppressed) => suppressed.code === code)?.count;
      return unusedSuppression(code, setting, codes, count) ?? [];
    });
    return [...findings, ...unused];
  }

  /** The faults of each rule that are the same with and without the rejected manifests. */
  private faults(): { readonly rule: Rule; readonly faults: readonly Fault[] }[] {
    const rules = [...this.facts.keys()].filter((rule) => this.complete || rule.ofAbsence !== true);
    const without = rules.map((rule) => ({ rule, faults: this.judgedBy(rule) }));
    if (this.refused.length === 0) return without;
    for (const reading of this.refused) this.add(reading);
    this.fleet.forgetFound();
    return without.map(({ rule, faults }) => {
      if (faults.length === 0) return { rule, faults };
      const same = new Set(this.judgedWithRefused(rule, faults).map(keyOf));
      return { rule, faults: faults.filter((fault) => same.has(keyOf(fault))) };
    });
  }

  private judgedBy(rule: Rule): readonly Fault[] {
    return [...rule.judge(this.facts.get(rule) ?? [], this.fleet)];
  }

  /** @param otherwise for a rule that cannot read the rejected manifests */
  private judgedWithRefused(rule: Rule, otherwise: readonly Fault[]): readonly Fault[] {
    try {
      return this.judgedBy(rule);
    } catch {
      return otherwise;
    }
  }

  /** After `judge`: the suppressed findings, and why. */
  suppressed(): readonly Suppressed[] {
    return this.counts;
  }

  /** What several rules need of an object besides its references. */
  private share(located: Located): void {
    const { manifest, ref, uninstantiated } = located;
    if (kindKey(manifest) === scoringConfig)
      for (const { value } of find(masks, manifest, []))
        if (isObject(value)) this.fleet.mask(String(value.clusterName), String(value.scoreName));
    this.fleet.rights.add(located);
    if (this.fleet.input.hasStrangers) {
      this.fleet.others.add(located);
      this.fleet.programs.add(located);
    }
    const made = uninstantiated ? undefined : madePods(located);
    if (made) this.fleet.pods.add(`${ref.cluster}/${ref.namespace ?? ''}`, made, { owner: undefined, ports: [] });
    const template = uninstantiated ? undefined : podTemplate(located);
    if (!template) return;
    const ports = containersOf(template).flatMap(({ value }) => containerPorts(value.ports));
    this.fleet.pods.add(`${ref.cluster}/${ref.namespace ?? ''}`, template.labels, { owner: ref, ports });
  }
}

/** Faults that say the same of the same object are the same. */
function keyOf({ cluster, path, message }: Fault): string {
  return JSON.stringify([cluster, path, message]);
}

const scoringConfig = 'dynamic-scoring.open-cluster-management.io/DynamicScoringConfig';
const masks = parsePattern('spec.masks[*]');

function containerPorts(ports: unknown): (number | string)[] {
  if (!Array.isArray(ports)) return [];
  return ports.flatMap((port: unknown) => {
    if (!isObject(port)) return [];
    return [port.containerPort, port.name].filter((value) => typeof value === 'number' || typeof value === 'string');
  });
}

const rank: Readonly<Record<Severity | 'off', number>> = { off: 0, warning: 1, error: 2 };

function lowers(setting: Severity | 'off', own: Severity): boolean {
  return rank[setting] < rank[own];
}
