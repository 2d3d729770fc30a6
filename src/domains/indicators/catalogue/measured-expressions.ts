/**
 * Indicators of the catalogue that the records of other domains give. Where a period and region have no record the
 * reported figure holds, so that a city that keeps no such records, and the years before it did, lose nothing.
 */

/** Share of batches that passed among those sampled for a purpose; what failed may be none, what was judged may not. */
function passRate(code: string, ...where: readonly string[]): readonly [string, string] {
  const dimensions = where.map((one) => `, "${one}"`).join('')
  const failed = `首个有值(度量("spot-checks.failed"${dimensions}), 0)`
  const batches = `度量("spot-checks.batches"${dimensions})`
  return [code, `首个有值((1 - ${failed} / ${batches}) * 100, 观测("${code}"))`]
}

/**
 * Expressions by code. Only evaluation and routine monitoring tell the level of quality of food and farm produce;
 * supervision goes where failures are expected, and its indicators say so by their names.
 */
export const measuredExpressions: ReadonlyMap<string, string> = new Map([
  passRate('food-sampling-pass-rate', 'kind=food', 'purpose=evaluation'),
  passRate('farm-produce-monitoring-pass-rate', 'kind=farm', 'purpose=monitoring'),
  passRate('medicine-sampling-pass-rate', 'kind=drug'),
  passRate('consumer-goods-pass-rate', 'kind=consumer', 'purpose=supervision'),
  passRate('key-product-pass-rate', 'kind=product', 'purpose=supervision'),
  [
    'nonconformity-detection-rate',
    '首个有值(首个有值(度量("spot-checks.failed", "kind=product", "purpose=supervision"), 0)' +
      ' / 度量("spot-checks.batches", "kind=product", "purpose=supervision") * 100, 观测("nonconformity-detection-rate"))',
  ],
])
