/**
 * A child is only as far as its last comparison: of an older source it says nothing about the one wanted now. Being
 * out of sync does not count: a chart that some controller keeps rewriting must not hold up the waves after it. One
 * that a person syncs (`syncedByHand`) may stay unsynced forever, and while it runs the fleet must not wait either.
 *
 * A sync waits for a child that progresses, and meanwhile sees no newer revision, not even the one that mends or removes
 * that child. So a child that cannot go on by itself is Degraded: the sync of its parent then fails, and is tried again
 * with what the repository has by then. A sync that has failed six times, over five minutes, counts as such.
 */
export const application = `
local health = { status = "Progressing", message = "waiting for the first comparison" }
local function stuck(message) return { status = "Degraded", message = message } end
local marks = obj.metadata.annotations or {}
if marks["scorewright.dev/sync"] == "manual" then
  return { status = "Healthy", message = "synced by hand; nothing waits for it" }
end
local status = obj.status
if status == nil then return health end
for _, condition in ipairs(status.conditions or {}) do
  if condition.type == "InvalidSpecError" or condition.type == "ComparisonError" or condition.type == "UnknownError" then
    return stuck(condition.message or condition.type)
  end
end
local operation = status.operationState or {}
if (operation.retryCount or 0) > 5 and operation.phase == "Running" then
  return stuck("its sync fails: " .. (operation.message or "no message"))
end
if status.sync == nil or status.health == nil then return health end
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
if obj.operation ~= nil or operation.phase == "Running" or operation.phase == "Terminating" then
  health.message = "syncing"
  return health
end
if status.sync.status ~= "Synced" and (operation.phase == "Failed" or operation.phase == "Error") then
  return stuck("its last sync failed, and it is not tried again: " .. (operation.message or "no message"))
end
local current = status.health.status
if current == "Suspended" then return { status = "Healthy", message = "suspended; nothing waits for it" } end
if current == "Healthy" or current == "Degraded" then
  return { status = current, message = status.health.message or "" }
end
health.message = status.health.message or "its objects are not healthy yet"
return health
`;
