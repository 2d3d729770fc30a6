/** Measuring instruments: verification cycle, due day, how they stand. */
import type { FieldProblem } from '#kernel/language/errors.ts'
import { addDays, addMonths, calendarDaysBetween } from '#methods/working-days/iso-date.ts'
import { findInstrumentKind, instrumentKinds } from '../lists/instrument-kinds.ts'
import { instrumentUseTitles, recordMessages } from '../messages.ts'
import { instrumentFacts } from '../record-facts.ts'
import { defineRecordKind } from '../record-kind.ts'
import type { InstrumentFields, InstrumentStanding, VerificationResult } from '../record-schemas.ts'

/** Uses that fall under compulsory verification (计量法 art. 9). */
const compulsoryUses: readonly InstrumentFields['use'][] = ['trade', 'safety', 'medical', 'environment']

function problemsOf(fields: InstrumentFields): FieldProblem[] {
  const problems: FieldProblem[] = []
  if (!findInstrumentKind(fields.kind))
    problems.push({
      path: 'kind',
      message: {
        zh: `没有“${fields.kind}”这类器具，请从列表中选择。`,
        en: `There is no kind of instrument “${fields.kind}”; choose one from the list.`,
      },
    })
  if (fields.compulsory && !compulsoryUses.includes(fields.use))
    problems.push({
      path: 'compulsory',
      message: {
        zh: '强制检定只适用于贸易结算、安全防护、医疗卫生、环境监测（计量法第九条），请核对用途。',
        en: 'Compulsory verification is for trade, safety, medical care and environmental monitoring (Metrology Law, art. 9); check the use.',
      },
    })
  if (fields.outOfUseOn !== null && fields.outOfUseOn < fields.inUseSince)
    problems.push({
      path: 'outOfUseOn',
      message: {
        zh: `停用日期（${fields.outOfUseOn}）早于启用日期（${fields.inUseSince}）。`,
        en: `It cannot go out of use (${fields.outOfUseOn}) before it came into use (${fields.inUseSince}).`,
      },
    })
  return problems
}

/** What the services keep of the last verification, and the county it counts under. */
export type LastVerification = {
  readonly region: string
  readonly lastVerifiedOn: string | null
  readonly lastResult: VerificationResult | null
  readonly lastVerifier: string | null
  readonly lastCertificateNumber: string | null
  /** Last day on which it may be used without a new verification. */
  readonly dueOn: string | null
}

export const instrumentKind = defineRecordKind<InstrumentFields, LastVerification>({
  name: 'instrument',
  table: 'enterprise_instrument',
  title: recordMessages['registry.instruments'],
  fields: [
    'kind',
    'name',
    'model',
    'number',
    'maker',
    'location',
    'use',
    'compulsory',
    'cycleMonths',
    'inUseSince',
    'outOfUseOn',
  ],
  kept: ['region', 'lastVerifiedOn', 'lastResult', 'lastVerifier', 'lastCertificateNumber', 'dueOn'],
  defaults: { model: null, maker: null, location: null, cycleMonths: null, outOfUseOn: null },
  identity: ['number'],
  identityWithin: 'enterprise',
  counted: instrumentFacts,
  check: (fields) => ({ fields, problems: problemsOf(fields) }),
  label: (fields) => `${fields.name} ${fields.number}`,
  mask: (fields) => fields,
  columns: [
    {
      field: 'kind',
      title: recordMessages['registry.instrument.kind'],
      width: 20,
      required: true,
      type: 'choice',
      options: instrumentKinds.map(({ key, title }) => ({ value: key, title })),
    },
    {
      field: 'name',
      title: recordMessages['registry.instrument.name'],
      width: 24,
      required: true,
      type: 'text',
    },
    { field: 'model', title: recordMessages['registry.instrument.model'], width: 16, type: 'text' },
    {
      field: 'number',
      title: recordMessages['registry.instrument.number'],
      width: 18,
      required: true,
      type: 'text',
    },
    { field: 'maker', title: recordMessages['registry.instrument.maker'], width: 24, type: 'text' },
    { field: 'location', title: recordMessages['registry.instrument.location'], width: 20, type: 'text' },
    {
      field: 'use',
      title: recordMessages['registry.instrument.use'],
      width: 12,
      required: true,
      type: 'choice',
      options: Object.entries(instrumentUseTitles).map(([value, title]) => ({ value, title })),
    },
    {
      field: 'compulsory',
      title: recordMessages['registry.instrument.compulsory'],
      width: 10,
      required: true,
      type: 'yes-or-no',
    },
    {
      field: 'cycleMonths',
      title: recordMessages['registry.instrument.cycle'],
      width: 12,
      type: 'number',
      hint: { zh: '月数，以检定机构确定的为准', en: 'Months, as the verifying body sets it' },
    },
    {
      field: 'inUseSince',
      title: recordMessages['registry.instrument.in-use-since'],
      width: 12,
      required: true,
      type: 'date',
    },
    {
      field: 'outOfUseOn',
      title: recordMessages['registry.instrument.out-of-use-on'],
      width: 12,
      type: 'date',
    },
  ],
})

/** Last day of use without a new verification: verification date + cycle − 1 day; null when none follows from it. */
export function verificationDueOn(
  verifiedOn: string,
  result: VerificationResult,
  cycleMonths: number | null,
): string | null {
  return result === 'failed' || cycleMonths === null ? null : addDays(addMonths(verifiedOn, cycleMonths), -1)
}

/**
 * How an instrument stands on a day.
 *
 * @param soon days before the due day from which its verification counts as due
 */
export function instrumentStanding(
  instrument: Pick<InstrumentFields, 'compulsory' | 'cycleMonths' | 'outOfUseOn'> &
    Pick<LastVerification, 'lastVerifiedOn' | 'lastResult' | 'dueOn'>,
  today: string,
  soon: number,
): { readonly standing: InstrumentStanding; readonly daysLeft: number | null } {
  const { dueOn, lastResult } = instrument
  const daysLeft = dueOn === null ? null : calendarDaysBetween(today, dueOn)
  const standing = (): InstrumentStanding => {
    if (instrument.outOfUseOn !== null && instrument.outOfUseOn <= today) return 'out-of-use'
    if (lastResult === 'failed') return 'failed'
    if (instrument.lastVerifiedOn === null)
      return instrument.compulsory || instrument.cycleMonths !== null ? 'unverified' : 'not-required'
    if (daysLeft !== null && daysLeft < 0) return 'overdue'
    if (daysLeft !== null && daysLeft <= soon) return 'due'
    return lastResult === 'limited' ? 'limited' : 'qualified'
  }
  return { standing: standing(), daysLeft }
}
