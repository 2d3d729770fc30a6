/**
 * Published data sets of statistical process control, used by the worked examples and the tests. Unless
 * said otherwise they are worked in D. C. Montgomery, "Introduction to Statistical Quality Control", and redistributed with the
 * R package qcc (L. Scrucca, R News 4/1, 2004).
 */

/** Inside diameters of piston rings in mm: 40 samples of 5; the first 25 are the trial samples. */
export const pistonRings: readonly (readonly number[])[] = [
  [74.03, 74.002, 74.019, 73.992, 74.008],
  [73.995, 73.992, 74.001, 74.011, 74.004],
  [73.988, 74.024, 74.021, 74.005, 74.002],
  [74.002, 73.996, 73.993, 74.015, 74.009],
  [73.992, 74.007, 74.015, 73.989, 74.014],
  [74.009, 73.994, 73.997, 73.985, 73.993],
  [73.995, 74.006, 73.994, 74.0, 74.005],
  [73.985, 74.003, 73.993, 74.015, 73.988],
  [74.008, 73.995, 74.009, 74.005, 74.004],
  [73.998, 74.0, 73.99, 74.007, 73.995],
  [73.994, 73.998, 73.994, 73.995, 73.99],
  [74.004, 74.0, 74.007, 74.0, 73.996],
  [73.983, 74.002, 73.998, 73.997, 74.012],
  [74.006, 73.967, 73.994, 74.0, 73.984],
  [74.012, 74.014, 73.998, 73.999, 74.007],
  [74.0, 73.984, 74.005, 73.998, 73.996],
  [73.994, 74.012, 73.986, 74.005, 74.007],
  [74.006, 74.01, 74.018, 74.003, 74.0],
  [73.984, 74.002, 74.003, 74.005, 73.997],
  [74.0, 74.01, 74.013, 74.02, 74.003],
  [73.988, 74.001, 74.009, 74.005, 73.996],
  [74.004, 73.999, 73.99, 74.006, 74.009],
  [74.01, 73.989, 73.99, 74.009, 74.014],
  [74.015, 74.008, 73.993, 74.0, 74.01],
  [73.982, 73.984, 73.995, 74.017, 74.013],
  [74.012, 74.015, 74.03, 73.986, 74.0],
  [73.995, 74.01, 73.99, 74.015, 74.001],
  [73.987, 73.999, 73.985, 74.0, 73.99],
  [74.008, 74.01, 74.003, 73.991, 74.006],
  [74.003, 74.0, 74.001, 73.986, 73.997],
  [73.994, 74.003, 74.015, 74.02, 74.004],
  [74.008, 74.002, 74.018, 73.995, 74.005],
  [74.001, 74.004, 73.99, 73.996, 73.998],
  [74.015, 74.0, 74.016, 74.025, 74.0],
  [74.03, 74.005, 74.0, 74.016, 74.012],
  [74.001, 73.99, 73.995, 74.01, 74.024],
  [74.015, 74.02, 74.024, 74.005, 74.019],
  [74.035, 74.01, 74.012, 74.015, 74.026],
  [74.017, 74.013, 74.036, 74.025, 74.026],
  [74.01, 74.005, 74.029, 74.0, 74.02],
]

/** Nonconforming cans of orange juice in samples of 50; the first 30 are the trial samples. */
export const orangeJuice: readonly number[] = [
  12, 15, 8, 10, 4, 7, 16, 9, 14, 10, 5, 6, 17, 12, 22, 8, 10, 5, 13, 11, 20, 18, 24, 15, 9, 12, 7, 13, 9, 6,
  9, 6, 12, 5, 6, 4, 6, 3, 7, 6, 2, 4, 3, 6, 5, 4, 8, 5, 6, 7, 5, 6, 3, 5,
]

/** Nonconformities per inspection unit of 100 printed circuit boards; the first 26 are the trial units. */
export const circuitBoards: readonly number[] = [
  21, 24, 16, 12, 15, 5, 28, 20, 31, 25, 20, 24, 16, 19, 10, 17, 13, 22, 18, 39, 30, 24, 16, 19, 17, 15, 16,
  18, 12, 15, 24, 21, 28, 20, 25, 19, 18, 21, 16, 22, 19, 12, 14, 9, 16, 21,
]

/** Viscosity of batches of aircraft primer paint; the first 20 are the trial batches (data set of qcc). */
export const primerViscosity: readonly number[] = [
  34.05, 34.4, 33.59, 35.96, 34.7, 33.51, 33.79, 34.04, 34.52, 33.75, 33.27, 33.71, 34.03, 34.58, 34.02,
  33.97, 34.05, 34.04, 33.73, 34.05, 34.39, 33.75, 33.4, 33.27, 34.65, 34.8, 34.55, 35.4, 34.75, 34.5, 34.7,
  34.29, 34.61, 34.49, 35.03,
]

/** Purchase orders with errors (counts) among those of each week (sizes); 25 weeks, the p chart with sizes that differ. */
export const purchaseOrders = {
  counts: [12, 8, 6, 9, 10, 12, 11, 16, 10, 6, 20, 15, 9, 8, 6, 8, 10, 7, 5, 8, 5, 8, 10, 6, 9],
  sizes: [
    100, 80, 80, 100, 110, 110, 100, 100, 90, 90, 110, 120, 120, 120, 110, 80, 80, 80, 90, 100, 100, 100, 100,
    90, 90,
  ],
} as const

/** Nonconformities in 20 samples of 5 personal computers. */
export const personalComputers: readonly number[] = [
  10, 12, 8, 14, 10, 16, 11, 7, 10, 15, 9, 5, 7, 11, 12, 6, 8, 10, 7, 5,
]

/** Nonconformities in rolls of dyed cloth (counts) of differing length, in units of 50 m² (sizes). */
export const dyedCloth = {
  counts: [14, 12, 20, 11, 7, 10, 21, 16, 19, 23],
  sizes: [10, 8, 13, 10, 9.5, 10, 12, 10.5, 12, 12.5],
} as const

/** Process data of the CUSUM and EWMA examples: target 10, σ 1, mean shifted to 11 from the 21st on. */
export const shiftedProcess: readonly number[] = [
  9.45, 7.99, 9.29, 11.66, 12.16, 10.18, 8.04, 11.46, 9.2, 10.34, 9.03, 11.47, 10.51, 9.4, 10.08, 9.37, 10.62,
  10.31, 8.52, 10.84, 10.9, 9.33, 12.29, 11.5, 10.6, 11.08, 10.38, 11.62, 11.31, 10.52,
]

/** Flow rates of the individuals chart of the NIST/SEMATECH e-Handbook of Statistical Methods, section 6.3.2.2. */
export const flowRates: readonly number[] = [49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1]

/** Series of the EWMA chart of the NIST/SEMATECH e-Handbook of Statistical Methods, section 6.3.2.4. */
export const handbookSeries: readonly number[] = [
  52, 47, 53, 49.3, 50.1, 47, 51, 50.1, 51.2, 50.5, 49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6,
  52.1,
]

/** Defects by cause in the Pareto example of qcc. */
export const orderDefects: readonly { readonly cause: string; readonly count: number }[] = [
  { cause: 'price code', count: 80 },
  { cause: 'schedule date', count: 27 },
  { cause: 'supplier code', count: 66 },
  { cause: 'contact number', count: 94 },
  { cause: 'part number', count: 33 },
]
