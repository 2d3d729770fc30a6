/** Credit-risk classes by scorecards: what it offers over the API. */
export const riskContract = {}
