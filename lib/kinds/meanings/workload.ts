import { below, valueAt, verdict, type Changed, type Fields, type Verdict } from '../changed';

/** A label that the selector asks for and the template loses: the API server refuses the template. */
export function* templateOutOfSelector(changed: Changed): Iterable<Verdict> {
  const wanted = valueAt(changed.new, 'spec.selector.matchLabels') as Fields | undefined;
  const labels = (valueAt(changed.new, 'spec.template.metadata.labels') ?? {}) as Fields;
  const lost = Object.entries(wanted ?? {}).filter(([name, value]) => labels[name] !== value);
  if (lost.length === 0 || below(changed, 'spec.selector').length > 0) return;
  for (const field of below(changed, 'spec.template.metadata.labels')) {
    const name = field.path[4];
    if (name !== undefined && !lost.some(([label]) => label === name)) continue;
    yield verdict(
      {
        class: 'refused',
        why: 'the selector asks for this label, and it cannot change',
        fix: 'Keep the label in the template; add others beside it.',
      },
      field,
    );
  }
}

/** Without `spec.replicas` the field falls back to 1, whatever an autoscaler has set meanwhile. */
export function* noFewerReplicas(changed: Changed): Iterable<Verdict> {
  const [field] = below(changed, 'spec.replicas');
  if (field === undefined || typeof field.old !== 'number' || field.new !== 1 || field.old <= 1) return;
  yield verdict({ class: 'in-place', why: `scales from ${field.old} to 1: all pods but one are ended` }, field);
}
