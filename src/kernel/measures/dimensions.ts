/** Dimensions as one text, the same for equal values: exactly what `jsonb_build_object(…)::text` gives. */

const collator = (a: string, b: string): number =>
  Buffer.byteLength(a) - Buffer.byteLength(b) || Buffer.compare(Buffer.from(a), Buffer.from(b))

/** The text of named values, keys in the order of `jsonb`: shorter first, then by bytes. */
export function dimensionsTextOf(pairs: ReadonlyArray<readonly [name: string, value: string]>): string {
  const shown = pairs
    .toSorted(([a], [b]) => collator(a, b))
    .map(([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`)
  return `{${shown.join(', ')}}`
}
