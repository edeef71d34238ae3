/**
 * Reads the counts of the hub's work controller: the chosen clusters with a work, and how many of them have applied all its
 * manifests and have them available. The counts have no generation. Without a chosen cluster there is nothing to wait for; the
 * health of the Placement says whether that is right.
 */
export const manifestWorkReplicaSet = `
local health = { status = "Progressing", message = "waiting for the work controller of the hub" }
local status = obj.status
if status == nil or status.summary == nil then return health end
local total = status.summary.total or 0
local function count(field) return status.summary[field] or 0 end
local said = {}
for _, condition in ipairs(status.conditions or {}) do said[condition.type] = condition end
local applied = said.ManifestworkApplied or {}
if applied.reason == "InvalidManifestWorkName" then
  return { status = "Degraded", message = applied.message or applied.reason }
end
local placed = said.PlacementVerified or {}
if placed.status == "False" then
  if placed.reason == "PlacementDecisionEmpty" then return { status = "Healthy", message = "no cluster is chosen" } end
  if placed.reason ~= "PlacementDecisionNotFound" then
    return { status = "Degraded", message = placed.message or placed.reason }
  end
  health.message = "its Placement does not exist"
  return health
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
if said.PlacementRolledOut ~= nil and said.PlacementRolledOut.status ~= "True" then
  health.message = "rolling out"
  return health
end
health.status = "Healthy"
health.message = "available on all " .. total .. " clusters"
return health
`;
