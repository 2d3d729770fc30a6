/**
 * Kinds of measuring instruments under verification with their usual cycles. The cycle of one instrument is set by the
 * body that verifies it (计量器具强制检定管理办法 art. 6); these fill the form in and may be changed there.
 */
import type { Message } from '#kernel/language/messages.ts'
import type { RuleConfidence } from '#kernel/rules/rule.ts'

export interface InstrumentKind {
  /** Kebab-case; what the database keeps. */
  readonly key: string
  readonly title: Message
  /** Verification regulation. */
  readonly regulation: string
  /** Usual cycle; undefined: as the verifying body sets it. */
  readonly cycleMonths?: number
  /** Verified once, used for the given time and then replaced (限期使用、到期轮换). */
  readonly replaced?: true
  readonly confidence: RuleConfidence
}

const kind = (
  key: string,
  zh: string,
  en: string,
  regulation: string,
  cycleMonths: number | undefined,
  confidence: RuleConfidence = 'recalled',
): InstrumentKind => ({
  key,
  title: { zh, en },
  regulation,
  ...(cycleMonths === undefined ? {} : { cycleMonths }),
  confidence,
})

/** The kinds. */
export const instrumentKinds: readonly InstrumentKind[] = [
  kind('pressure-gauge', '压力表', 'Pressure gauge', 'JJG 52', 6),
  kind('truck-scale', '电子汽车衡', 'Truck scale', 'JJG 539', 12),
  kind('retail-scale', '电子计价秤', 'Retail scale', 'JJG 539', 12),
  kind('balance', '电子天平', 'Electronic balance', 'JJG 1036', 12),
  kind('weight', '砝码', 'Weight', 'JJG 99', 12),
  kind('steel-tape', '钢卷尺', 'Steel tape', 'JJG 4', 6, 'confirmed'),
  kind('fuel-dispenser', '燃油加油机', 'Fuel dispenser', 'JJG 443', 6),
  kind('taximeter', '出租汽车计价器', 'Taximeter', 'JJG 517', 12),
  kind('heat-meter', '热量表', 'Heat meter', 'JJG 225', 36, 'confirmed'),
  { ...kind('water-meter', '水表', 'Water meter', 'JJG 162', 72, 'confirmed'), replaced: true },
  { ...kind('gas-meter', '膜式燃气表', 'Diaphragm gas meter', 'JJG 577', 120, 'confirmed'), replaced: true },
  { ...kind('electricity-meter', '单相电能表', 'Electricity meter', 'JJG 596', 96), replaced: true },
  kind('gas-alarm', '可燃气体报警器', 'Combustible gas alarm', 'JJG 693', 12),
  kind('sphygmomanometer', '血压计', 'Sphygmomanometer', 'JJG 270', 6),
  kind('electrocardiograph', '心电图机', 'Electrocardiograph', 'JJG 543', 12),
  kind('breath-alcohol-tester', '呼出气体酒精含量检测仪', 'Breath alcohol tester', 'JJG 657', 6),
  kind('speed-meter', '机动车测速仪', 'Vehicle speed meter', 'JJG 527', 12),
  kind('sound-level-meter', '声级计', 'Sound level meter', 'JJG 188', 12),
  kind('exhaust-analyser', '汽车排放气体测试仪', 'Exhaust gas analyser', 'JJG 688', 12),
  kind(
    'other',
    '其他计量器具',
    'Other instrument',
    'Zhiheng: for what has no kind of its own',
    undefined,
    'confirmed',
  ),
]

/** A kind by its key; undefined for a key of an older or newer program. */
export function findInstrumentKind(key: string): InstrumentKind | undefined {
  return instrumentKinds.find((kind) => kind.key === key)
}
