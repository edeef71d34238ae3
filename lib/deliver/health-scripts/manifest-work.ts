/**
 * Applied and available for this generation, and as many ready replicas as each Deployment wants: those that the work
 * asks for, at least one where something else scales it, and all that the agent reports. A count that is not reported yet
 * is none.
 */
export const manifestWork = `
local health = { status = "Progressing", message = "waiting for the work agent" }
if obj.status == nil or obj.status.conditions == nil then return health end
local generation = obj.metadata.generation
local function current(condition)
  return condition.observedGeneration == nil or condition.observedGeneration == generation
end
local told = (obj.status.resourceStatus or {}).manifests or {}
local function refusal(fallback)
  for _, manifest in ipairs(told) do
    for _, condition in ipairs(manifest.conditions or {}) do
      if condition.type == "Applied" and condition.status == "False" then
        local meta = manifest.resourceMeta or {}
        return (meta.kind or "an object") .. " " .. (meta.name or "") .. ": " .. (condition.message or "not applied")
      end
    end
  end
  return fallback or "not applied"
end
local available = false
for _, condition in ipairs(obj.status.conditions) do
  if condition.type == "Applied" and condition.status == "False" and current(condition) then
    health.message = refusal(condition.message)
    return health
  end
  if condition.type == "Available" and current(condition) then
    available = condition.status == "True"
    if not available and condition.message ~= nil then health.message = condition.message end
  end
end
if not available then return health end
local function key(namespace, name) return (namespace or "") .. "/" .. (name or "") end
local reported = {}
for _, manifest in ipairs(told) do
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
