/** Inactive is not a fault of the objects: the scorer may start after its DynamicScorer. */
export const dynamicScorer = `
local status = (obj.status or {}).healthStatus
if status == "Active" then return { status = "Healthy", message = "active" } end
if status == "Inactive" then return { status = "Degraded", message = "the scorer does not answer the hub" } end
return { status = "Progressing", message = "waiting for the resource controller" }
`;
