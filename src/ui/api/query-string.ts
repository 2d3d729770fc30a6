/**
 * A path with a query, for links that the browser follows by itself (files). What is not given is left out, as the
 * typed client leaves it out: an input can be written down with all its fields, whether they have values or not.
 *
 * @example withQuery('/api/overview/export', { search, region: undefined }) // '/api/overview/export?search=…'
 */
export function withQuery(
  path: `/api/${string}`,
  input: Readonly<Record<string, string | number | boolean | undefined>>,
): string {
  const given = Object.entries(input).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, String(value)]],
  )
  return given.length > 0 ? `${path}?${new URLSearchParams(given)}` : path
}
