/** Abnormal operations, serious dishonesty, correction and credit repair: what it offers over the API. */
export const listsContract = {}
