/** How supervision stands, over all its rooms: what it offers over the API. */
export const dashboardContract = {}
