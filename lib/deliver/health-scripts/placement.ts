/**
 * A Placement that asks for no number of clusters may match none: it is Healthy. One that has been decided and is not
 * satisfied changes only when clusters, sets or bindings do, so it is Degraded: nothing may wait for that.
 */
export const placement = `
local health = { status = "Progressing", message = "waiting for a decision" }
local satisfied
for _, condition in ipairs((obj.status or {}).conditions or {}) do
  if condition.type == "PlacementMisconfigured" and condition.status == "True" then
    return { status = "Degraded", message = condition.message or "misconfigured" }
  end
  if condition.type == "PlacementSatisfied" then satisfied = condition end
end
if satisfied == nil then return health end
if satisfied.status == "True" then return { status = "Healthy", message = "satisfied" } end
if satisfied.reason == "NoManagedClusterMatched" and (obj.spec or {}).numberOfClusters == nil then
  return { status = "Healthy", message = "no cluster matches, and none has to" }
end
return { status = "Degraded", message = satisfied.message or "not satisfied" }
`;
