import { z } from 'zod';
import type { Architecture } from '../../constructs/ocifit/architecture';
import { rejecting } from '../../environment/rejection';
import { findingKind } from '../../model/finding-kind';

export const instanceTypeSyntax = findingKind({
  code: 'instance-type-syntax',
  why: 'AWS rejects a type of another form, or of a size that its family does not have, and the node group would never start.',
  fix: 'Write family and size with one dot between them: `c7a.12xlarge`; burstable types (t2, t3, t3a, t4g) end at `2xlarge`.',
  messages: {
    form: 'got {got:json}; write an instance type as AWS does, family and size with one dot between: c7a.12xlarge',
    tooLarge: 'got {got:json}; AWS has burstable types up to 2xlarge only: t4g.2xlarge',
  },
});

/** Family letters, generation, attributes, then the size: `c7a.12xlarge`, `u-6tb1.metal`, `im4gn.large`, `u7i-12tb.224xlarge`. */
const pattern =
  /^([a-z]+(?:-\d+tb)?)(\d+)([a-z]*(?:-[a-z0-9]+)?)\.(nano|micro|small|medium|large|\d*xlarge|metal(?:-\d+xl)?)$/;

/** The burstable family has no size above this one, and none without a hypervisor. */
const burstable = /^t\d[a-z]*\.(?!(nano|micro|small|medium|large|2?xlarge)$)/;

/** An EC2 instance type. A Mac is none that Kubernetes runs on. */
export const instanceType = z
  .string()
  .refine(
    (text) => pattern.test(text) && !text.startsWith('mac'),
    rejecting((got) => instanceTypeSyntax.fault('form', { got })),
  )
  .refine(
    (text) => !burstable.test(text),
    rejecting((got) => instanceTypeSyntax.fault('tooLarge', { got })),
  )
  .meta({ pattern: pattern.source, description: 'An EC2 instance type: c7a.12xlarge.', examples: ['c7a.12xlarge'] });

/** AWS marks its own Arm processors by a `g` among the attributes after the generation; the family a1 had no mark yet. */
export function architectureOf(type: string): Architecture {
  const [, family = '', generation = '', attributes = ''] = pattern.exec(type) ?? [];
  return attributes.includes('g') || `${family}${generation}` === 'a1' ? 'arm64' : 'amd64';
}
