/** Whether every replica of the newest template is available, and none of an older one is left. */
const rolledOut = [
  'has(object.status.observedGeneration)',
  'object.status.observedGeneration >= object.metadata.generation',
  'has(object.status.updatedReplicas)',
  'object.status.updatedReplicas >= object.spec.replicas',
  'object.status.replicas == object.status.updatedReplicas',
  'has(object.status.availableReplicas)',
  'object.status.availableReplicas >= object.spec.replicas',
].join(' && ');

/**
 * What a work agent is to tell of a Deployment, in the form of `conditionRules` of a ManifestWork: without them a work counts
 * as done when the Deployment exists. A rollout by steps goes on when `Progressing` is False; `Degraded` makes it count a
 * failure.
 */
export const rolloutConditions: readonly object[] = [
  {
    type: 'CEL',
    condition: 'Progressing',
    celExpressions: [`!(has(object.status) && ${rolledOut})`],
    messageExpression: 'result ? "pods are being replaced" : "every pod is of the newest template and available"',
  },
  {
    type: 'CEL',
    condition: 'Degraded',
    celExpressions: [
      'hasConditions(object.status) && object.status.conditions.exists(c, c.type == "Progressing" && c.status == "False")',
    ],
    messageExpression: 'result ? "the Deployment made no progress in time" : "the Deployment makes progress"',
  },
];
