/** Double-random draws that anyone can verify: what it offers over the API. */
export const drawsContract = {}
