/**
 * 功效系数法: the score of an indicator between its unacceptable value (不允许值 x_s) and its satisfactory one
 * (满意值 x_h).
 *
 * Linear: d = c + e·(x − x_s)/(x_h − x_s), usually c = 60, e = 40: x_s scores 60 and x_h 100.
 * Exponential (指数功效函数): d = A·exp(B·(x − x_s)/(x_h − x_s)) through the same ends, A = c, B = ln((c + e)/c); with
 * 60 and 100 that is 60·exp(−ln 0.6·…). The usual constant is recalled, not read: to be confirmed.
 * For a cost indicator x_h lies below x_s; the formulas stay the same.
 */

/** The two values an indicator is judged between. */
export interface EfficacyEnds {
  /** 不允许值: scores `base`. */
  readonly unacceptable: number
  /** 满意值: scores `base + range`. */
  readonly satisfactory: number
}

export interface EfficacyOptions {
  readonly form?: 'linear' | 'exponential'
  /** Score at the unacceptable value. Default 60. */
  readonly base?: number
  /** Score gained up to the satisfactory value. Default 40. */
  readonly range?: number
  /** Hold scores within [base, base + range]. Default false: a value beyond the ends scores beyond them. */
  readonly clamp?: boolean
}

/**
 * The efficacy score of a value.
 * @throws {RangeError} when the two ends are equal, a number is not finite, or the exponential form has a base of 0 or less
 * @example efficacyCoefficient(5.81, { unacceptable: 6, satisfactory: 12 }) // 58.73
 */
export function efficacyCoefficient(
  value: number,
  ends: EfficacyEnds,
  options: EfficacyOptions = {},
): number {
  const { form = 'linear', base = 60, range = 40, clamp = false } = options
  const { unacceptable, satisfactory } = ends
  if (![value, unacceptable, satisfactory, base, range].every(Number.isFinite)) {
    throw new RangeError('an efficacy score needs finite numbers')
  }
  if (unacceptable === satisfactory)
    throw new RangeError('the unacceptable and the satisfactory value are equal')
  if (form === 'exponential' && !(base > 0 && range > 0)) {
    throw new RangeError('the exponential form needs a base and a range above 0')
  }
  const share = (value - unacceptable) / (satisfactory - unacceptable)
  const held = clamp ? Math.min(1, Math.max(0, share)) : share
  return form === 'linear' ? base + range * held : base * Math.exp(Math.log((base + range) / base) * held)
}
