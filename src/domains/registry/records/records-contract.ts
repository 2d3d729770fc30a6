/** Products, sites, certificates, instruments, people and the supervision grid: what it offers over the API. */
export const recordsContract = {}
