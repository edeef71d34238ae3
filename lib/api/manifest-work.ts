import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { z } from 'zod';
import { embedded } from '../constructs/embedded';
import { parseProps, propsError, type Shape } from '../constructs/props';
import { manifestWorks } from '../deliver/manifest-work';
import { dnsSubdomain } from '../environment/values/name-syntax';
import { identity, type Manifest } from '../model/manifest';
import { constructs, defineUnit, type Rendered } from '../model/unit';

/** What a ManifestWork carries: objects, and to which cluster. */
export interface ManifestWorkProps {
  /** The ManagedCluster's name, which is also the namespace of the work on the hub. */
  readonly cluster: string;
  /** Of the work. Where its objects do not fit into one, each gets a suffix: `name.0`, `name.1`. @default - the id */
  readonly name?: string;
  /**
   * Adds the constructs that the work carries. They stand in an App of their own, and so in no other file of yours.
   *
   * @default - none
   */
  readonly build?: (scope: Construct) => void;
  /**
   * Charts or constructs whose objects it carries as they are now. One that stands in your own App is written to a file of
   * its own, too: give it a `new App()`.
   *
   * @default - none
   */
  readonly from?: Construct | readonly Construct[];
}

const construct = z.custom<Construct>((value) => Construct.isConstruct(value), {
  error: 'give a construct or a Chart',
});

const schema = z.strictObject({
  cluster: dnsSubdomain,
  name: dnsSubdomain.optional(),
  build: z.custom<NonNullable<ManifestWorkProps['build']>>((value) => typeof value === 'function').optional(),
  from: z.union([construct, z.array(construct)]).optional(),
} satisfies Shape<ManifestWorkProps>);

/**
 * ManifestWorks of Open Cluster Management: by them the agent of a cluster makes the objects there, without anybody reaching
 * the cluster from outside. As many as it takes to stay below the hub's limit of 500 KiB for each; an object goes to the
 * same work whatever else comes and goes. Rights that the agent lacks, such as those on custom resources, travel with it;
 * namespaces, volumes and CRDs stay when the work goes.
 */
export class ManifestWork extends Construct {
  /** Of the works on the hub, in their order. */
  public readonly names: readonly string[];

  /** @throws Error with a line for each wrong prop, and where two objects are the same one */
  public constructor(scope: Construct, id: string, props: ManifestWorkProps) {
    super(scope, id);
    const { cluster, name = id, build, from = [] } = parseProps(this, 'ManifestWork', schema, props);
    const given = [from].flat().flatMap(objectsOf);
    const manifests = [...(build ? embedded(build) : []), ...given];
    this.check(manifests);
    const unit = defineUnit({ component: name, cluster, delivery: 'work', content: constructs(() => undefined) });
    const origin = { cluster, unit: name, settings: [] };
    const rendered = manifests.map((manifest): Rendered => ({ manifest, origin }));
    const works = manifestWorks(unit, rendered).map(({ manifest }) => manifest);
    this.names = works.map(({ metadata }) => metadata.name);
    for (const work of works) new ApiObject(this, work.metadata.name, { ...work });
  }

  private check(manifests: readonly Manifest[]): void {
    const fail = (message: string) => propsError(this, 'ManifestWork', [{ path: 'from', message }]);
    if (manifests.length === 0) throw fail('got no object; add constructs in build, or give a Chart that has some');
    const seen = new Set<string>();
    for (const manifest of manifests) {
      const which = identity(manifest);
      if (seen.has(which)) throw fail(`got ${which} twice; a work carries each object once`);
      seen.add(which);
    }
  }
}

function objectsOf({ node }: Construct): Manifest[] {
  return node.findAll().flatMap((each) => (ApiObject.isApiObject(each) ? [each.toJson() as Manifest] : []));
}
