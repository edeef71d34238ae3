import { argocd, constructOf, type Patch } from '../environment/patches';
import { placed } from '../environment/placement';
import type { EnvironmentSource } from '../environment/environment-source';
import { findingAt, type Fault, type Finding } from '../model/finding';
import { findingKind } from '../model/finding-kind';
import type { Fleet } from '../model/fleet';
import { groupOf } from '../model/manifest';
import { markers } from '../model/marker';
import { formatPath, type Path } from '../model/origin';
import type { Rendered } from '../model/unit';
import { hint, nearest } from '../model/words';

export const patchTarget = findingKind({
  code: 'patch-target',
  why: 'A patch that matches nothing was written for something that has changed or gone; it would be lost silently.',
  fix: 'Name a kind and a namespace/name that is rendered on that cluster, without a hash of its content, or a component and one of its constructs. Or remove the patch.',
  messages: {
    kind: 'got {got:json}, and no object of that kind is rendered; {hint}',
    name: 'got {got:json}, and no {kind} of that name is rendered; {hint}',
    construct: 'got {got:json}, which makes nothing; {hint}',
    several: 'got {got:json}, which makes {objects}; add the kind, or more of the construct',
  },
});

/** A patch on one of the clusters that it names. */
export interface Target {
  readonly index: number;
  readonly patch: Patch;
  readonly cluster: string;
}

/** An object as patches may name it. */
interface Named {
  readonly kind: string;
  /** `apps/Deployment`: a patch may say so. */
  readonly groupKind: string;
  /** `namespace/name`, without a hash of its content. */
  readonly name: string;
  /** `once/train/Job`: its place in its unit. */
  readonly construct: string;
}

type Made = NonNullable<ReturnType<typeof constructOf>>;

interface Open extends Target {
  readonly made: Made | undefined;
  readonly matches: Named[];
}

/** Which patches name which objects, by kind and name or by component and construct. */
export class PatchTargets {
  private readonly byName = new Map<string, Open[]>();
  private readonly byComponent = new Map<string, Open[]>();
  private readonly all: Open[] = [];
  /** By cluster, what is rendered there. */
  private readonly seen = new Map<string, (Named & { readonly component: string })[]>();

  constructor(
    patches: readonly Patch[],
    fleet: Fleet,
    private readonly source: EnvironmentSource,
  ) {
    patches.forEach((patch, index) => {
      const { on, kind, name } = patch.target;
      const made = constructOf(patch.target);
      for (const cluster of on === argocd ? [argocd] : placed(on, fleet).map(({ name }) => name)) {
        const open: Open = { index, patch, cluster, made, matches: [] };
        this.all.push(open);
        if (made) add(this.byComponent, `${cluster} ${made.component}`, open);
        else add(this.byName, `${cluster} ${kind ?? ''} ${name ?? ''}`, open);
      }
    });
  }

  get isEmpty(): boolean {
    return this.all.length === 0;
  }

  /** The patches of an object, in their order. */
  of(component: string, { manifest, origin }: Rendered, cluster = origin.cluster): readonly Target[] {
    const { kind, metadata } = manifest;
    const inNamespace = (name: string) => (metadata.namespace === undefined ? name : `${metadata.namespace}/${name}`);
    const full = inNamespace(metadata.name);
    const name = inNamespace(metadata.annotations?.[markers.hashedName] ?? metadata.name);
    const groupKind = `${groupOf(manifest.apiVersion)}/${kind}`;
    const named = { kind, groupKind, name, construct: origin.construct ?? '' };
    add(this.seen, cluster, { ...named, component });
    const found = [
      ...[...new Set([full, name])].flatMap((one) =>
        [kind, groupKind].flatMap((what) => this.byName.get(`${cluster} ${what} ${one}`) ?? []),
      ),
      ...(this.byComponent.get(`${cluster} ${component}`) ?? []).filter((open) => isMeant(open, named)),
    ];
    for (const { matches } of found) matches.push(named);
    return found.sort((a, b) => a.index - b.index);
  }

  /** A finding for each patch that matches nothing, or a construct's name that is one of several objects. */
  unmatched(): Finding[] {
    return this.all.flatMap((open) => {
      const { matches, made } = open;
      if (made === undefined) return matches.length > 0 ? [] : [this.nameless(open)];
      if (matches.length === 1) return [];
      const fault = matches.length > 1 ? several(made, matches) : this.unmade(open, made);
      return [this.finding(open, made.component, fault)];
    });
  }

  private unmade({ cluster, patch }: Open, { component, construct }: Made): Fault {
    const known = this.seenOn(cluster, patch.target.kind).filter((one) => one.component === component);
    const names = [...new Set(known.map(shortName))];
    const last = names.map((name) => name.slice(name.lastIndexOf('/') + 1));
    const near = nearest(construct, [...names, ...last]);
    const told = hint(construct, near === undefined ? names : [near], `constructs of ${component}`);
    return patchTarget.fault('construct', { got: construct, ...told });
  }

  private nameless(open: Open): Finding {
    const { kind = '', name = '' } = open.patch.target;
    const names = this.seenOn(open.cluster, kind).map((one) => one.name);
    if (names.length === 0) {
      const kinds = [...new Set(this.seenOn(open.cluster, undefined).map((one) => one.kind))];
      return this.finding(open, 'kind', patchTarget.fault('kind', { got: kind, ...hint(kind, kinds, 'kinds') }));
    }
    const told = hint(name.replace(/-[0-9a-f]{10}$/, ''), names, 'rendered');
    return this.finding(open, 'name', patchTarget.fault('name', { got: name, kind, ...told }));
  }

  private seenOn(cluster: string, kind: string | undefined) {
    return (this.seen.get(cluster) ?? []).filter((one) => isOfKind(one, kind));
  }

  private finding({ index, cluster }: Open, field: string, fault: Fault): Finding {
    const path: Path = ['patches', index, 'target', field];
    return findingAt(fault, { position: this.source.position(path), path: formatPath(path), cluster });
  }
}

/** Whether the construct that a patch names is part of the way to an object: `train` and `once/train` of `once/train/Job`. */
function isMeant({ made, patch: { target } }: Open, named: Named): boolean {
  return made !== undefined && isOfKind(named, target.kind) && `/${named.construct}/`.includes(`/${made.construct}/`);
}

function isOfKind({ kind, groupKind }: Named, asked: string | undefined): boolean {
  return asked === undefined || asked === kind || asked === groupKind;
}

function several({ construct }: Made, matches: readonly Named[]): Fault {
  const objects = matches.map((one) => `${one.kind} (${shortName(one)})`).join(', ');
  return patchTarget.fault('several', { got: construct, objects });
}

/** What cdk8s calls objects inside of constructs says nothing. */
function shortName({ kind, construct }: Named): string {
  return construct.replace(/(\/Resource)?$/, '').replace(new RegExp(`/${kind}$`), '');
}

function add<T>(map: Map<string, T[]>, key: string, item: T): void {
  const known = map.get(key);
  if (known) known.push(item);
  else map.set(key, [item]);
}
