/**
 * Weekly reports of Salmonella Agona in the United Kingdom, 312 weeks from week 1 of 1990 to week 52 of 1995.
 * Published data, used by the worked examples and the tests.
 *
 * Source: Farrington, Andrews, Beale, Catchpole, "A statistical algorithm for the early detection of outbreaks
 * of infectious disease", J. R. Statist. Soc. A 159 (1996) 547-563; redistributed as `salmonella.agona` with
 * the R package surveillance.
 */
export const salmonellaAgona: readonly number[] = [
  1, 0, 5, 2, 1, 2, 0, 4, 0, 0, 0, 3, 1, 1, 0, 0, 2, 2, 0, 2, 6, 3, 2, 1, 2, 0, 1, 1, 3, 5, 3, 4, 3, 6, 5, 8,
  6, 3, 6, 2, 5, 2, 1, 5, 7, 1, 10, 3, 4, 0, 0, 1, 6, 0, 2, 2, 0, 0, 2, 2, 0, 6, 7, 1, 0, 0, 0, 1, 1, 4, 3, 1,
  3, 2, 6, 3, 4, 4, 8, 12, 9, 17, 16, 8, 6, 13, 4, 7, 10, 3, 11, 4, 6, 4, 7, 6, 2, 9, 2, 3, 4, 1, 2, 2, 0, 0,
  1, 2, 2, 2, 5, 0, 0, 4, 2, 1, 3, 2, 0, 1, 1, 3, 0, 1, 3, 2, 3, 6, 2, 1, 3, 3, 2, 2, 2, 1, 3, 3, 2, 3, 0, 2,
  4, 6, 7, 3, 1, 4, 1, 2, 5, 1, 3, 1, 0, 1, 3, 3, 0, 0, 1, 1, 0, 1, 4, 1, 1, 0, 0, 1, 1, 4, 1, 0, 1, 2, 1, 4,
  3, 3, 0, 3, 5, 3, 3, 4, 3, 3, 3, 4, 5, 7, 6, 5, 3, 2, 1, 3, 2, 1, 2, 1, 1, 0, 0, 1, 1, 0, 1, 4, 3, 2, 0, 1,
  0, 3, 1, 1, 4, 4, 0, 1, 4, 2, 0, 1, 1, 0, 1, 1, 2, 5, 4, 0, 2, 1, 1, 3, 6, 1, 7, 6, 2, 5, 7, 5, 4, 5, 6, 6,
  1, 2, 2, 5, 4, 1, 6, 2, 5, 3, 4, 7, 6, 10, 2, 4, 0, 3, 0, 1, 3, 0, 1, 1, 0, 1, 0, 1, 0, 1, 2, 2, 4, 7, 6, 1,
  4, 6, 4, 2, 4, 5, 5, 9, 8, 6, 3, 2, 3, 4, 3, 3, 4, 4, 2, 1, 2, 3, 2, 2, 0, 4,
]
