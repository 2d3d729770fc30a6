/** Enterprises: register, search, history, exchange of files: what it offers over the API. */
export const enterprisesContract = {}
