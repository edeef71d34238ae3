/**
 * OpenShift AI's operator: what it installs is what models wait for. It says "Not Ready" both while it installs and when
 * it cannot; the condition tells them apart.
 */
export const openshiftAi = `
local status = obj.status or {}
local phase = status.phase
if phase == "Ready" then return { status = "Healthy", message = "ready" } end
if phase == "Error" then return { status = "Degraded", message = "the operator reports an error" } end
for _, condition in ipairs(status.conditions or {}) do
  if condition.type == "ProvisioningSucceeded" and condition.status == "False" then
    return { status = "Degraded", message = condition.message or "provisioning failed" }
  end
end
return { status = "Progressing", message = "waiting for the operator" }
`;
