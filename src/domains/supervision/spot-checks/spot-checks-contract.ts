/** Product spot checks from sampling to closed follow-up: what it offers over the API. */
export const spotChecksContract = {}
