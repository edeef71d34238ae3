import { z } from 'zod';
import { readQuantity } from '../model/quantity';

/**
 * The objects that the scheduler reads, with the fields that it reads. Everything else in them is let through, so that
 * `kubectl get … -o json` can be given as it is. What the API server fills in is filled in by `withDefaults`, not here.
 */
const objectMeta = z.looseObject({
  name: z.string(),
  namespace: z.string().nullish(),
  labels: z.record(z.string(), z.string()).nullish(),
  annotations: z.record(z.string(), z.string()).nullish(),
  deletionTimestamp: z.string().nullish(),
});

const expression = z.looseObject({
  key: z.string(),
  operator: z.string(),
  values: z.array(z.string()).nullish(),
});

const labelSelector = z.looseObject({
  matchLabels: z.record(z.string(), z.string()).nullish(),
  matchExpressions: z.array(expression).nullish(),
});
/** A label selector of Kubernetes; one without a requirement selects everything. */
export type LabelSelector = z.infer<typeof labelSelector>;

const claimSelector = z.looseObject({ matchExpressions: z.array(expression).nullish() });

const clusterSelector = z.looseObject({
  labelSelector: labelSelector.nullish(),
  claimSelector: claimSelector.nullish(),
  celSelector: z.looseObject({ celExpressions: z.array(z.string()).nullish() }).nullish(),
});
/** Which clusters a predicate lets through: all three parts must hold. */
export type ClusterSelector = z.infer<typeof clusterSelector>;

const toleration = z.looseObject({
  key: z.string().nullish(),
  operator: z.string().nullish(),
  value: z.string().nullish(),
  effect: z.string().nullish(),
  tolerationSeconds: z.number().nullish(),
});
/** What a Placement says about taints of clusters. */
export type Toleration = z.infer<typeof toleration>;

const scoreCoordinate = z.looseObject({
  type: z.string().nullish(),
  builtIn: z.string().nullish(),
  addOn: z.looseObject({ resourceName: z.string(), scoreName: z.string() }).nullish(),
});
/** What a prioritizer takes its score from. */
export type ScoreCoordinate = z.infer<typeof scoreCoordinate>;

const prioritizerPolicy = z.looseObject({
  mode: z.string().nullish(),
  configurations: z
    .array(z.looseObject({ scoreCoordinate: scoreCoordinate.nullish(), weight: z.number().nullish() }))
    .nullish(),
});

const decisionGroup = z.looseObject({
  groupName: z.string().nullish(),
  groupClusterSelector: z
    .looseObject({ labelSelector: labelSelector.nullish(), claimSelector: claimSelector.nullish() })
    .nullish(),
});

export const placementSchema = z.looseObject({
  metadata: objectMeta,
  spec: z.looseObject({
    clusterSets: z.array(z.string()).nullish(),
    numberOfClusters: z.number().nullish(),
    predicates: z.array(z.looseObject({ requiredClusterSelector: clusterSelector.nullish() })).nullish(),
    prioritizerPolicy: prioritizerPolicy.nullish(),
    tolerations: z.array(toleration).nullish(),
    decisionStrategy: z
      .looseObject({
        groupStrategy: z
          .looseObject({
            decisionGroups: z.array(decisionGroup).nullish(),
            clustersPerDecisionGroup: z.union([z.number(), z.string()]).nullish(),
          })
          .nullish(),
      })
      .nullish(),
  }),
});
/** A Placement (cluster.open-cluster-management.io/v1beta1). */
export type Placement = z.infer<typeof placementSchema>;

const quantity = z.union([z.string(), z.number()]).refine((value) => readQuantity(value) !== undefined, {
  error: 'write a quantity, such as 8, 7500m or 16Gi',
});
const resources = z.record(z.string(), quantity);

const taint = z.looseObject({
  key: z.string(),
  value: z.string().nullish(),
  effect: z.string(),
  timeAdded: z.string().nullish(),
});
/** A taint of a cluster. */
export type Taint = z.infer<typeof taint>;

export const managedClusterSchema = z.looseObject({
  metadata: objectMeta,
  spec: z.looseObject({ taints: z.array(taint).nullish() }).nullish(),
  status: z
    .looseObject({
      allocatable: resources.nullish(),
      capacity: resources.nullish(),
      clusterClaims: z.array(z.looseObject({ name: z.string(), value: z.string().nullish() })).nullish(),
    })
    .nullish(),
});
/** A ManagedCluster (cluster.open-cluster-management.io/v1). */
export type ManagedCluster = z.infer<typeof managedClusterSchema>;

export const addOnPlacementScoreSchema = z.looseObject({
  metadata: objectMeta,
  status: z
    .looseObject({
      scores: z.array(z.looseObject({ name: z.string(), value: z.number() })).nullish(),
      validUntil: z.string().nullish(),
    })
    .nullish(),
});
/** An AddOnPlacementScore (cluster.open-cluster-management.io/v1alpha1): the scores of one cluster, in its namespace. */
export type AddOnPlacementScore = z.infer<typeof addOnPlacementScoreSchema>;

export const placementDecisionSchema = z.looseObject({
  metadata: objectMeta,
  status: z.looseObject({ decisions: z.array(z.looseObject({ clusterName: z.string() })).nullish() }).nullish(),
});
/** A PlacementDecision (cluster.open-cluster-management.io/v1beta1): clusters that a Placement has chosen before. */
export type PlacementDecision = z.infer<typeof placementDecisionSchema>;

export const managedClusterSetSchema = z.looseObject({
  metadata: objectMeta,
  spec: z
    .looseObject({
      clusterSelector: z
        .looseObject({ selectorType: z.string().nullish(), labelSelector: labelSelector.nullish() })
        .nullish(),
    })
    .nullish(),
});
/** A ManagedClusterSet (cluster.open-cluster-management.io/v1beta2). */
export type ManagedClusterSet = z.infer<typeof managedClusterSetSchema>;

export const managedClusterSetBindingSchema = z.looseObject({ metadata: objectMeta });
/** A ManagedClusterSetBinding: makes a set choosable for the Placements of its namespace. Named as the set. */
export type ManagedClusterSetBinding = z.infer<typeof managedClusterSetBindingSchema>;

/** On a PlacementDecision, the name of its Placement. */
export const placementLabel = 'cluster.open-cluster-management.io/placement';

/** On a ManagedCluster, the name of its exclusive ManagedClusterSet. */
export const clusterSetLabel = 'cluster.open-cluster-management.io/clusterset';
