/** What an enterprise is, as the API and other domains see it. */
import { z } from 'zod'
import { PageRequest } from '#kernel/api/contract.ts'
import { RegionCode } from '#kernel/org/contract.ts'

/** 存续、停业、吊销、注销、迁出. */
export const EnterpriseStatus = z.enum(['active', 'suspended', 'revoked', 'cancelled', 'moved-out'])
export type EnterpriseStatus = z.infer<typeof EnterpriseStatus>

/** 大型、中型、小型、微型 (by the statistical classification of sizes). */
export const EnterpriseSize = z.enum(['large', 'medium', 'small', 'micro'])
export type EnterpriseSize = z.infer<typeof EnterpriseSize>

/** One row of a list. */
export const Enterprise = z.object({
  id: z.uuid(),
  /** Unified social credit code (GB 32100-2015). */
  creditCode: z.string(),
  name: z.string(),
  status: EnterpriseStatus,
  /** County or town code. */
  region: z.string(),
  /** GB/T 4754-2017 code with its section letter: `C`, `C14`, `C1411`. */
  industry: z.string(),
  size: EnterpriseSize,
  tags: z.array(z.string()),
  establishedOn: z.string(),
  /** Set on a duplicate that was merged: the enterprise that took it over. */
  mergedInto: z.uuid().nullable(),
  /** The cell of the supervision grid. */
  gridCellId: z.uuid().nullable(),
})
export type Enterprise = z.infer<typeof Enterprise>

export const EnterpriseDetail = Enterprise.extend({
  formerNames: z.array(z.string()),
  aliases: z.array(z.string()),
  statusSince: z.string(),
  /** In units of 10,000 yuan. */
  registeredCapital: z.number().nullable(),
  address: z.string().nullable(),
  /** Masked; `readEnterprisePersonalData` shows them, on record. */
  legalRepresentative: z.string().nullable(),
  phone: z.string().nullable(),
  /** Goes up with every change; a change names the version it starts from. */
  version: z.number().int(),
  createdAt: z.iso.datetime(),
  createdBy: z.string(),
  changedAt: z.iso.datetime(),
  changedBy: z.string(),
})
export type EnterpriseDetail = z.infer<typeof EnterpriseDetail>

const name = z.string().trim().min(2).max(120)
const names = z.array(name).max(20)
const Tag = z.string().trim().min(1).max(30)

/** The fields a person or a program may set. Codes are checked by the service. */
export const EnterpriseFields = z.object({
  creditCode: z.string().trim().min(18).max(22),
  name,
  formerNames: names,
  aliases: names,
  status: EnterpriseStatus,
  statusSince: z.iso.date(),
  region: RegionCode,
  industry: z.string().trim().min(1).max(6),
  size: EnterpriseSize,
  tags: z.array(Tag).max(20),
  establishedOn: z.iso.date(),
  registeredCapital: z.number().min(0).max(1e9).nullable(),
  address: z.string().trim().max(200).nullable(),
  legalRepresentative: z.string().trim().max(60).nullable(),
  phone: z.string().trim().max(30).nullable(),
  gridCellId: z.uuid().nullable(),
})
export type EnterpriseFields = z.infer<typeof EnterpriseFields>

const optionalFields = {
  formerNames: true,
  aliases: true,
  status: true,
  statusSince: true,
  tags: true,
  registeredCapital: true,
  address: true,
  legalRepresentative: true,
  phone: true,
  gridCellId: true,
} as const

/** A new enterprise: what is left out is empty, and the status is `active` since the day of establishment. */
export const NewEnterprise = EnterpriseFields.partial(optionalFields)
export type NewEnterprise = z.infer<typeof NewEnterprise>

// A list in a query string: one value may come alone.
const oneOrMore = <Item extends z.ZodType<string>>(item: Item) =>
  z.union([item.transform((one): Array<z.infer<Item>> => [one]), z.array(item).max(20)])

/** What narrows a list, its facets and an export. Several values of one kind add up; kinds narrow each other. */
export const EnterpriseFilter = z.object({
  /**
   * Any fragment of a name, former name or alias, from one character on; a beginning of a code; initials or full
   * pinyin of neighbouring characters. Blanks part words that must all be found.
   */
  search: z.string().trim().max(60).optional(),
  /** Everything in this division. */
  region: RegionCode.optional(),
  /** Everything in this section, division, group or class. */
  industry: z.string().trim().max(6).optional(),
  size: oneOrMore(EnterpriseSize).optional(),
  status: oneOrMore(EnterpriseStatus).optional(),
  tag: oneOrMore(Tag).optional(),
  /** Everything in this cell of the supervision grid and in those below it. */
  gridCell: z.uuid().optional(),
  /** First day. */
  establishedFrom: z.iso.date().optional(),
  /** Day after the last. */
  establishedBefore: z.iso.date().optional(),
})
export type EnterpriseFilter = z.infer<typeof EnterpriseFilter>

/** `name` is the order of the pinyin initials; `entered` that of taking in; `region` has the industries within each. */
export const EnterpriseSort = z.enum(['entered', 'name', 'code', 'established', 'region'])
export type EnterpriseSort = z.infer<typeof EnterpriseSort>

export const EnterpriseListRequest = PageRequest.extend({
  ...EnterpriseFilter.shape,
  sort: EnterpriseSort.default('entered'),
  direction: z.enum(['ascending', 'descending']).default('descending'),
})
export type EnterpriseListRequest = z.infer<typeof EnterpriseListRequest>

/** How many there are; not exact where the sample said enough. */
export const Count = z.object({ value: z.number().int(), exact: z.boolean() })
export type Count = z.infer<typeof Count>

const FacetValues = z.array(z.object({ value: z.string(), count: z.number().int() }))

/** Counts beside a list: per value of each kind, within the filter. */
export const EnterpriseFacets = z.object({
  total: Count,
  status: FacetValues,
  size: FacetValues,
  /** Section letters. */
  section: FacetValues,
  /** Six-digit county codes. */
  county: FacetValues,
})
export type EnterpriseFacets = z.infer<typeof EnterpriseFacets>

const FieldValue = z.union([z.string(), z.number(), z.array(z.string()), z.null()])

/** One change of an enterprise; `created` comes last. Personal data in it are masked. */
export const EnterpriseChange = z.object({
  id: z.uuid(),
  kind: z.enum(['created', 'changed', 'merged', 'took-over']),
  before: z.record(z.string(), FieldValue),
  after: z.record(z.string(), FieldValue),
  reason: z.string().nullable(),
  at: z.iso.datetime(),
  by: z.string(),
})
export type EnterpriseChange = z.infer<typeof EnterpriseChange>

/** Facts of a duplicate that the enterprise which takes it over may take in place of its own. */
export const MergeField = z.enum([
  'name',
  'status',
  'statusSince',
  'region',
  'industry',
  'size',
  'establishedOn',
  'registeredCapital',
  'address',
  'legalRepresentative',
  'phone',
])
export type MergeField = z.infer<typeof MergeField>

/** An enterprise that may be the same one, with how alike they are (0–1) and in what. */
export const Likeness = z.object({
  enterprise: Enterprise,
  score: z.number(),
  agreeing: z.array(z.enum(['name', 'former-name', 'code', 'phone', 'legal-representative', 'address'])),
})
export type Likeness = z.infer<typeof Likeness>
