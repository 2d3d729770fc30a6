import { UNIT_TYPES } from '#kernel/org/unit-types.ts'
import { type Translate, useText } from '#ui/language/language.ts'
import { StateTag } from '#ui/state-tag/state-tag.tsx'
import { catalogueMessages, categoryWords } from '../../catalogue-messages.ts'
import type { CallableMethod, ChangeDetail, ChangeSummary } from '../../contract.ts'
import { methodCallText } from '../catalogue/method-words.ts'
import { changeMessages } from './change-messages.ts'

const tones = {
  reviewing: 'at-risk',
  revising: 'at-risk',
  approved: 'met',
  rejected: 'behind',
  withdrawn: 'no-data',
} as const

/** Where a proposal stands, in a word and a tone. */
export function ChangeStateTag({ state }: { readonly state: ChangeSummary['state'] }) {
  const text = useText()
  return <StateTag state={tones[state]} word={text(changeMessages[`indicators.change.state.${state}`])} />
}

type Fields = ChangeDetail['fields']

/** Titles of the fields of a definition. */
export const fieldTitles: Readonly<Record<keyof Fields, { readonly zh: string; readonly en: string }>> = {
  nameZh: catalogueMessages['indicators.name-zh'],
  nameEn: catalogueMessages['indicators.name-en'],
  synonyms: catalogueMessages['indicators.synonyms'],
  definitionZh: catalogueMessages['indicators.definition-zh'],
  definitionEn: catalogueMessages['indicators.definition-en'],
  unit: catalogueMessages['indicators.unit'],
  direction: catalogueMessages['indicators.direction'],
  decimals: catalogueMessages['indicators.decimals'],
  category: catalogueMessages['indicators.category'],
  period: catalogueMessages['indicators.period'],
  accumulation: catalogueMessages['indicators.accumulation'],
  sourceStandard: catalogueMessages['indicators.source-standard'],
  ownerUnitType: catalogueMessages['indicators.owner'],
  computation: catalogueMessages['indicators.computation'],
  minimum: catalogueMessages['indicators.minimum'],
  maximum: catalogueMessages['indicators.maximum'],
  largestJump: catalogueMessages['indicators.largest-jump'],
}

const isField = (key: string): key is keyof Fields => Object.hasOwn(fieldTitles, key)

/** The fields of a definition in the order in which they are read. */
export const fieldKeys: ReadonlyArray<keyof Fields> = Object.keys(fieldTitles).filter(isField)

/**
 * A field's value for reading.
 *
 * @param methods those of the library that a computation may name
 */
export function fieldText(
  fields: Fields,
  key: keyof Fields,
  text: Translate,
  methods: readonly CallableMethod[],
): string {
  switch (key) {
    case 'computation': {
      const { computation } = fields
      if (computation.kind === 'expression') return computation.expression
      return computation.kind === 'method'
        ? methodCallText(computation.method, methods, text)
        : text(catalogueMessages['indicators.computation.observed'])
    }
    case 'direction':
      return text(catalogueMessages[`indicators.direction.${fields.direction}`])
    case 'period':
      return text(catalogueMessages[`indicators.period.${fields.period}`])
    case 'accumulation':
      return text(catalogueMessages[`indicators.accumulation.${fields.accumulation}`])
    case 'synonyms':
      return fields.synonyms.length === 0 ? '—' : fields.synonyms.join('、')
    case 'category':
      return text(categoryWords(fields.category))
    case 'ownerUnitType': {
      const found = UNIT_TYPES.find((one) => one.key === fields.ownerUnitType)
      return found ? text(found.name) : (fields.ownerUnitType ?? '—')
    }
    default: {
      const value = fields[key]
      return value === null || value === '' ? '—' : String(value)
    }
  }
}
