/** What an inspector writes down on the spot, and what must be in it: the same check on the phone and on the server. */
import { z } from 'zod'
import type { Message } from '#kernel/language/messages.ts'
import type { Check } from '../draws/register-contract.ts'

/** Results as the public system names them (双随机、一公开). */
export const Outcome = z.enum([
  'nothing-found',
  'not-disclosed',
  'false-information',
  'unreachable',
  'ordered-to-correct',
  'refused',
  'no-such-business',
  'further-handling',
])
export type Outcome = z.infer<typeof Outcome>

/** Why there was nothing to inspect. */
export const UnableOutcome = Outcome.extract(['unreachable', 'refused', 'no-such-business'])

export const Answer = z.object({
  /** `conforms`, `fails`, `not-applicable`; an option; a text; a number. */
  value: z.union([z.string().max(2000), z.number()]).nullable(),
  remark: z.string().trim().max(1000).default(''),
  /** Ids of the photos, made on the phone. */
  photos: z.array(z.uuid()).max(20).default([]),
})
export type Answer = z.infer<typeof Answer>

/** Where the phone was, when the inspector let it say so. WGS 84, metres. */
export const Location = z.object({
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
  accuracy: z.number().min(0),
  at: z.iso.datetime(),
})
export type Location = z.infer<typeof Location>

/** Who signed for the inspected: drawn with a finger, typed by who cannot draw, or refused. */
export const Signature = z.object({
  name: z.string().trim().max(100),
  kind: z.enum(['drawn', 'typed', 'refused']),
  fileId: z.uuid().nullable(),
})
export type Signature = z.infer<typeof Signature>

export const InspectionRecord = z.object({
  answers: z.record(z.string(), Answer),
  remark: z.string().trim().max(4000),
  location: Location.nullable(),
  signature: Signature.nullable(),
  outcome: Outcome,
  /** Last day of the correction that was ordered. */
  correctBy: z.iso.date().nullable(),
})
export type InspectionRecord = z.infer<typeof InspectionRecord>

export const UnableRecord = z.object({
  outcome: UnableOutcome,
  remark: z.string().trim().min(1).max(4000),
  location: Location.nullable(),
  photos: z.array(z.uuid()).max(20).default([]),
})
export type UnableRecord = z.infer<typeof UnableRecord>

/** Whether an answer is a finding. */
export function isProblem(check: Check, answer: Answer | undefined): boolean {
  const value = answer?.value ?? null
  if (value === null || value === '') return false
  if (check.kind === 'conformity') return value === 'fails'
  if (check.kind !== 'number' || typeof value !== 'number') return false
  return value < (check.minimum ?? -Infinity) || value > (check.maximum ?? Infinity)
}

/** Findings of a record. */
export const countProblems = (checks: readonly Check[], record: Pick<InspectionRecord, 'answers'>): number =>
  checks.filter((check) => isProblem(check, record.answers[check.key])).length

/** One thing that is missing or does not fit; `path` as in the record. */
export interface RecordGap {
  readonly path: string
  readonly message: Message
}

const gap = (path: string, zh: string, en: string): RecordGap => ({ path, message: { zh, en } })

function answerGaps(check: Check, answer: Answer | undefined): RecordGap[] {
  const path = `answers.${check.key}`
  const value = answer?.value ?? null
  const gaps: RecordGap[] = []
  if (value === null || value === '') {
    if (check.required)
      gaps.push(gap(path, `“${check.title}”还没有填写。`, `“${check.title}” has no answer yet.`))
  } else if (!fits(check, value)) {
    gaps.push(gap(path, `“${check.title}”的内容不符合要求。`, `The answer to “${check.title}” does not fit.`))
  }
  const photos = answer?.photos.length ?? 0
  const applies = value !== 'not-applicable'
  if (check.photo === 'required' && applies && photos === 0)
    gaps.push(gap(path, `“${check.title}”需要至少一张照片。`, `“${check.title}” needs at least one photo.`))
  if (isProblem(check, answer) && (answer?.remark ?? '') === '')
    gaps.push(
      gap(
        path,
        `“${check.title}”发现问题，请写明具体情况。`,
        `“${check.title}” is a finding: say what was found.`,
      ),
    )
  return gaps
}

function fits(check: Check, value: string | number): boolean {
  switch (check.kind) {
    case 'conformity':
      return value === 'conforms' || value === 'fails' || value === 'not-applicable'
    case 'choice':
      return typeof value === 'string' && (check.options ?? []).includes(value)
    case 'number':
      return typeof value === 'number' && Number.isFinite(value)
    case 'text':
      return typeof value === 'string'
  }
}

/** What a record still lacks before it can be handed in; empty when it is complete. */
export function recordGaps(checks: readonly Check[], record: InspectionRecord): RecordGap[] {
  const gaps = checks.flatMap((check) => answerGaps(check, record.answers[check.key]))
  const problems = countProblems(checks, record)
  if (problems > 0 && record.outcome === 'nothing-found')
    gaps.push(
      gap(
        'outcome',
        `有 ${problems} 项不符合，结果不能是“未发现问题”。`,
        `${problems} findings: the result cannot be “nothing found”.`,
      ),
    )
  if (record.outcome === 'ordered-to-correct' && record.correctBy === null)
    gaps.push(gap('correctBy', '责令改正需要写明改正期限。', 'An order to correct needs a last day.'))
  const { signature } = record
  if (signature === null) gaps.push(gap('signature', '还没有签名。', 'There is no signature yet.'))
  else if (signature.kind !== 'refused' && signature.name.trim() === '')
    gaps.push(gap('signature', '请填写签名人姓名。', 'Give the name of who signs.'))
  else if (signature.kind === 'drawn' && signature.fileId === null)
    gaps.push(
      gap('signature', '请在签名框内签名，或改为输入姓名。', 'Sign in the box, or type the name instead.'),
    )
  return gaps
}
