/** The same indicator in several cities: each city shares what it wants compared, and reads what others share. */
import { z } from 'zod'
import { procedure } from '#kernel/api/contract.ts'
import { Direction, IndicatorPeriod, MessageView, Period } from '../schemas.ts'

const tags = ['indicators'] as const

export const ComparableIndicator = z.object({
  code: z.string(),
  name: MessageView,
  unit: z.string(),
  /** How many cities share it. */
  cities: z.number().int(),
  /** Whether the caller's city is among them. */
  own: z.boolean(),
})
export type ComparableIndicator = z.infer<typeof ComparableIndicator>

export const ComparedCity = z.object({
  city: z.string(),
  name: z.string(),
  own: z.boolean(),
  /** The unit that the city counts in; its values are given in the unit of the comparison where that can be done. */
  unit: z.string(),
  definition: MessageView,
  sourceStandard: z.string().nullable(),
  version: z.number().int(),
  sharedAt: z.iso.datetime(),
  /** How often the city counts it: it has no figures of shorter periods. */
  period: IndicatorPeriod,
  /**
   * Beside the definition compared with: `same` word for word, `differs` in its wording or computation, or counted
   * in a unit that cannot be converted: then there are no values.
   */
  comparability: z.enum(['same', 'differs', 'other-unit']),
  /** One a period of the comparison; null where the city has shared no figure of it. */
  values: z.array(z.number().nullable()),
})
export type ComparedCity = z.infer<typeof ComparedCity>

export const CityComparison = z.object({
  code: z.string(),
  name: MessageView,
  unit: z.string(),
  decimals: z.number().int(),
  direction: Direction,
  /** Which kinds of periods any of the cities has figures of, longest first. */
  kinds: z.array(IndicatorPeriod),
  kind: IndicatorPeriod,
  /** Of that kind, one after the other, from the first to the last that any city has a figure of. */
  periods: z.array(Period),
  /** The caller's own first, then by name. */
  cities: z.array(ComparedCity),
})
export type CityComparison = z.infer<typeof CityComparison>

const code = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .max(80)

export const comparisonContract = {
  listComparable: procedure({
    method: 'GET',
    path: '/indicators/comparison',
    permission: 'indicators.compare',
    summary: { zh: '可在城市间对比的指标', en: 'Indicators that cities share' },
    tags,
  }).output(z.object({ items: z.array(ComparableIndicator) })),
  compareCities: procedure({
    method: 'GET',
    path: '/indicators/comparison/{code}',
    permission: 'indicators.compare',
    summary: { zh: '城市间对比', en: 'An indicator in all cities that share it' },
    tags,
  })
    .input(z.object({ code, kind: IndicatorPeriod.default('year') }))
    .output(CityComparison),
  listOwnShared: procedure({
    method: 'GET',
    path: '/indicators/sharing',
    permission: 'indicators.share',
    summary: { zh: '本市共享的指标', en: 'What the city shares' },
    tags,
  }).output(
    z.object({
      items: z.array(z.object({ code: z.string(), sharedAt: z.iso.datetime(), sharedBy: z.string() })),
    }),
  ),
  /** Shares the years, quarters and months so far, and from then on each period that is over. */
  shareIndicator: procedure({
    method: 'PUT',
    path: '/indicators/sharing/{code}',
    permission: 'indicators.share',
    summary: { zh: '共享指标供城市间对比', en: 'Share an indicator with other cities' },
    tags,
  })
    .input(z.object({ code }))
    .output(z.object({ figures: z.number().int() })),
  withdrawIndicator: procedure({
    method: 'DELETE',
    path: '/indicators/sharing/{code}',
    permission: 'indicators.share',
    summary: { zh: '停止共享指标', en: 'Stop sharing an indicator' },
    tags,
  })
    .input(z.object({ code }))
    .output(z.object({ withdrawn: z.boolean() })),
}
