import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { z } from 'zod';
import { embedded } from '../constructs/embedded';
import { parseProps, propsError, type Shape } from '../constructs/props';
import { manifestWorks } from '../deliver/manifest-work';
import { dnsSubdomain } from '../environment/values/name-syntax';
import { identity, type Manifest } from '../model/manifest';
import { constructs, defineUnit, type Rendered } from '../model/unit';

/** The objects of a ManifestWork, and their cluster. */
export interface ManifestWorkProps {
  /** The ManagedCluster's name, which is also the namespace of the work on the hub. */
  readonly cluster: string;
  /** The name of the work. Where its objects do not fit into one, each work gets a suffix: `name.0`, `name.1`. @default - the id */
  readonly name?: string;
  /**
   * Adds the constructs that the work carries. They are in an App of their own, so no other file of yours has them.
   *
   * @default - none
   */
  readonly build?: (scope: Construct) => void;
  /**
   * Charts or constructs whose objects it carries as they are now. A Chart in your own App also gets a file
   * of its own: give it a `new App()`.
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
 * ManifestWorks of Open Cluster Management: the agent of a cluster reads them and makes their objects, so nobody has to reach
 * the cluster from outside. There are as many works as the hub's limit of 500 KiB for each requires; an object stays in the
 * same work whatever else comes or goes. Rights that the agent lacks, such as those on custom resources, travel with the
 * objects; namespaces, volumes and CRDs stay when the work is deleted.
 */
export class ManifestWork extends Construct {
  /** The names of the works on the hub, in order. */
  public readonly names: readonly string[];

  /** @throws Error with a line for each wrong prop, or where an object comes twice */
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
