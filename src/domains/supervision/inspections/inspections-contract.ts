/** Inspections and their results: what it offers over the API. */
export const inspectionsContract = {}
