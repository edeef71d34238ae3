import type { Manifest } from '../model/manifest';

/** A health check in the Lua that Argo CD runs: it sees `obj` and returns `{ status, message }`. */
export interface HealthScript {
  readonly group: string;
  readonly kind: string;
  readonly lua: string;
}

/**
 * A child is only as far as its last comparison: of an older source it says nothing about the one wanted now. Being
 * out of sync does not count: a chart that some controller keeps rewriting must not hold up the waves after it. One
 * that a person syncs (`syncedByHand`) may stay unsynced for ever, and while it runs the fleet must not wait either.
 */
const application = `
local health = { status = "Progressing", message = "waiting for the first comparison" }
local marks = obj.metadata.annotations or {}
if marks["scorewright.dev/sync"] == "manual" then
  return { status = "Healthy", message = "synced by hand; nothing waits for it" }
end
local status = obj.status
if status == nil or status.sync == nil or status.health == nil then return health end
local function same(a, b)
  if type(a) ~= type(b) then return false end
  if type(a) ~= "table" then return a == b end
  for key, value in pairs(a) do if not same(value, b[key]) then return false end end
  for key in pairs(b) do if a[key] == nil then return false end end
  return true
end
local compared = status.sync.comparedTo
if compared == nil or not same(compared.source, obj.spec.source) then
  health.message = "comparing the new source"
  return health
end
local operation = status.operationState
if obj.operation ~= nil or operation ~= nil and (operation.phase == "Running" or operation.phase == "Terminating") then
  health.message = "syncing"
  return health
end
if status.health.status == "Missing" then return health end
health.status = status.health.status or "Progressing"
health.message = status.health.message or ""
return health
`;

/**
 * Applied and available for this generation, and as many ready replicas as each Deployment wants: those that the work
 * asks for, at least one where something else scales it, and all that the agent reports. A count that is not reported yet
 * is none.
 */
const manifestWork = `
local health = { status = "Progressing", message = "waiting for the work agent" }
if obj.status == nil or obj.status.conditions == nil then return health end
local generation = obj.metadata.generation
local available = false
for _, condition in ipairs(obj.status.conditions) do
  local current = condition.observedGeneration == nil or condition.observedGeneration == generation
  if condition.type == "Applied" and condition.status == "False" and current then
    health.message = condition.message or "not applied"
    return health
  end
  if condition.type == "Available" and condition.status == "True" and current then available = true end
end
if not available then return health end
local function key(namespace, name) return (namespace or "") .. "/" .. (name or "") end
local reported = {}
for _, manifest in ipairs((obj.status.resourceStatus or {}).manifests or {}) do
  local meta = manifest.resourceMeta or {}
  local values = {}
  for _, feedback in ipairs((manifest.statusFeedback or {}).values or {}) do
    values[feedback.name] = (feedback.fieldValue or {}).integer
  end
  if meta.kind == "Deployment" then reported[key(meta.namespace, meta.name)] = values end
end
for _, manifest in ipairs(((obj.spec or {}).workload or {}).manifests or {}) do
  if manifest.kind == "Deployment" then
    local values = reported[key(manifest.metadata.namespace, manifest.metadata.name)] or {}
    local wanted = (manifest.spec or {}).replicas or 1
    local ready = values.ReadyReplicas or 0
    if ready < wanted or ready < (values.Replicas or 0) then
      health.message = manifest.metadata.name .. ": " .. ready .. " replicas are ready"
      return health
    end
  end
end
health.status = "Healthy"
health.message = "applied and available"
return health
`;

/**
 * As the hub's work controller counts them: chosen clusters with a work, of which so many have applied it and have all
 * that it carries. Nothing tells of which generation the counts are.
 */
const manifestWorkReplicaSet = `
local health = { status = "Progressing", message = "waiting for the work controller of the hub" }
local status = obj.status
if status == nil or status.summary == nil then return health end
local total = status.summary.total or 0
local function count(field) return status.summary[field] or 0 end
for _, condition in ipairs(status.conditions or {}) do
  if condition.type == "PlacementVerified" and condition.status ~= "True" then
    health.message = condition.reason or "no cluster is chosen"
    return health
  end
end
if total == 0 then return health end
if count("degraded") > 0 then
  return { status = "Degraded", message = count("degraded") .. " of " .. total .. " clusters are degraded" }
end
if count("applied") < total or count("available") < total or count("progressing") > 0 then
  local ready = count("available")
  if count("applied") < ready then ready = count("applied") end
  health.message = ready .. " of " .. total .. " clusters have it"
  return health
end
for _, condition in ipairs(status.conditions or {}) do
  if condition.type == "PlacementRolledOut" and condition.status ~= "True" then
    health.message = "rolling out"
    return health
  end
end
health.status = "Healthy"
health.message = "available on all " .. total .. " clusters"
return health
`;

/** Inactive is no fault of the objects: the scorer may start after its DynamicScorer. */
const dynamicScorer = `
local status = (obj.status or {}).healthStatus
if status == "Active" then return { status = "Healthy", message = "active" } end
if status == "Inactive" then return { status = "Degraded", message = "the scorer does not answer the hub" } end
return { status = "Progressing", message = "waiting for the resource controller" }
`;

const placement = `
local health = { status = "Progressing", message = "waiting for a decision" }
for _, condition in ipairs((obj.status or {}).conditions or {}) do
  if condition.type == "PlacementMisconfigured" and condition.status == "True" then
    return { status = "Degraded", message = condition.message or "misconfigured" }
  end
  if condition.type == "PlacementSatisfied" then
    if condition.status == "True" then return { status = "Healthy", message = "satisfied" } end
    health.message = condition.message or "not satisfied"
  end
end
return health
`;

/** OpenShift AI's operator: what it installs is what models wait for. */
const phase = `
local phase = (obj.status or {}).phase
if phase == "Ready" then return { status = "Healthy", message = "ready" } end
if phase == "Error" then return { status = "Degraded", message = "the operator reports an error" } end
return { status = "Progressing", message = "waiting for the operator" }
`;

/**
 * Every health check, whether or not the environment renders the kind: two environments may share one Argo CD, and a
 * server-side apply with the same field manager removes the keys that the newer one does not have.
 */
export const healthScripts: readonly HealthScript[] = [
  { group: 'argoproj.io', kind: 'Application', lua: application },
  { group: 'cluster.open-cluster-management.io', kind: 'Placement', lua: placement },
  { group: 'datasciencecluster.opendatahub.io', kind: 'DataScienceCluster', lua: phase },
  { group: 'dscinitialization.opendatahub.io', kind: 'DSCInitialization', lua: phase },
  { group: 'dynamic-scoring.open-cluster-management.io', kind: 'DynamicScorer', lua: dynamicScorer },
  { group: 'work.open-cluster-management.io', kind: 'ManifestWork', lua: manifestWork },
  { group: 'work.open-cluster-management.io', kind: 'ManifestWorkReplicaSet', lua: manifestWorkReplicaSet },
].map((script) => ({ ...script, lua: script.lua.trimStart() }));

/** The health checks as Argo CD reads them: a partial `argocd-cm`, or on OpenShift GitOps a partial `ArgoCD`. */
export function healthManifest(namespace: string, configuredBy: 'configmap' | 'operator'): Manifest {
  if (configuredBy === 'operator') {
    return {
      apiVersion: 'argoproj.io/v1beta1',
      kind: 'ArgoCD',
      metadata: { name: 'openshift-gitops', namespace },
      spec: { resourceHealthChecks: healthScripts.map(({ group, kind, lua }) => ({ check: lua, group, kind })) },
    };
  }
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { labels: { 'app.kubernetes.io/part-of': 'argocd' }, name: 'argocd-cm', namespace },
    data: Object.fromEntries(
      healthScripts.map(({ group, kind, lua }) => [`resource.customizations.health.${group}_${kind}`, lua]),
    ),
  };
}
