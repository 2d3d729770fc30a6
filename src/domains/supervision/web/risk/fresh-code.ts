/** A code that none of the others has: `veto-3`. */
export function freshCode(prefix: string, others: ReadonlyArray<{ readonly code: string }>): string {
  const taken = new Set(others.map(({ code }) => code))
  let number = others.length + 1
  while (taken.has(`${prefix}-${number}`)) number += 1
  return `${prefix}-${number}`
}
