/** What belongs to an enterprise, as the API and other domains see it. */
import { z } from 'zod'
import { PageRequest, QueryFlag } from '#kernel/api/contract.ts'
import { RegionCode } from '#kernel/org/contract.ts'

/** The kinds of records that belong to an enterprise. */
export const RecordKindName = z.enum(['product', 'site', 'certificate', 'instrument', 'person'])
export type RecordKindName = z.infer<typeof RecordKindName>

const day = z.iso.date()
const text = (longest: number) => z.string().trim().max(longest)
const words = (longest: number) => z.string().trim().min(1).max(longest)
const optionalText = (longest: number) =>
  text(longest)
    .transform((given) => (given === '' ? null : given))
    .nullable()
const key = z
  .string()
  .max(60)
  .regex(/^[a-z0-9-]+$/)

/** What every record has beside its own fields. */
const recorded = {
  id: z.uuid(),
  enterpriseId: z.uuid(),
  enterpriseName: z.string(),
  creditCode: z.string(),
  /** Goes up with every change; a change names the version it starts from. */
  version: z.number().int(),
  changedAt: z.iso.datetime(),
  changedBy: z.string(),
}

export const ProductFields = z.object({
  /** Code of the category tree: two digits a level. */
  category: z
    .string()
    .trim()
    .regex(/^[0-9]{2}([0-9]{2}){0,2}(C[0-9]{2})?$/),
  name: words(120),
  model: optionalText(120),
  brand: optionalText(60),
  /** GTIN-8, -12, -13 or -14; kept as 14 digits (GB 12904). */
  gtin: optionalText(20),
  /** Number of the standard it is made to: `GB/T 2828.1-2012`. */
  standardNumber: optionalText(60),
  /** 在产（售）、停产. */
  state: z.enum(['made', 'stopped']),
})
export type ProductFields = z.infer<typeof ProductFields>

export const Product = z.object({ ...recorded, ...ProductFields.shape })
export type Product = z.infer<typeof Product>

export const SiteFields = z.object({
  /** 生产、仓储、销售、检验、办公、其他. */
  kind: z.enum(['production', 'storage', 'sale', 'laboratory', 'office', 'other']),
  name: words(120),
  region: RegionCode,
  address: words(200),
  /** WGS 84, degrees. */
  longitude: z.number().min(-180).max(180).nullable(),
  latitude: z.number().min(-90).max(90).nullable(),
  state: z.enum(['used', 'closed']),
})
export type SiteFields = z.infer<typeof SiteFields>

export const Site = z.object({ ...recorded, ...SiteFields.shape })
export type Site = z.infer<typeof Site>

/** What the issuer decided: 有效、暂停、撤销、注销. Whether it is in date is a matter of `validTo`. */
export const CertificateStatus = z.enum(['valid', 'suspended', 'revoked', 'cancelled'])
export type CertificateStatus = z.infer<typeof CertificateStatus>

export const CertificateFields = z.object({
  /** Key of `certificateKinds`. */
  kind: key,
  number: words(60),
  issuer: optionalText(120),
  scope: optionalText(1000),
  validFrom: day,
  /** Last day of validity; null without end. */
  validTo: day.nullable(),
  status: CertificateStatus,
  /** First day on which the status holds, of one that is not valid. */
  statusSince: day.nullable(),
})
export type CertificateFields = z.infer<typeof CertificateFields>

/** How a certificate stands today. */
export const CertificateStanding = z.enum([
  'in-force',
  'expiring',
  'expired',
  'not-yet',
  'suspended',
  'revoked',
  'cancelled',
])
export type CertificateStanding = z.infer<typeof CertificateStanding>

export const Certificate = z.object({
  ...recorded,
  ...CertificateFields.shape,
  standing: CertificateStanding,
  /** Days from today to its last day; negative when it is past; null without end. */
  daysLeft: z.number().int().nullable(),
})
export type Certificate = z.infer<typeof Certificate>

export const InstrumentFields = z.object({
  /** Key of `instrumentKinds`. */
  kind: key,
  name: words(120),
  model: optionalText(60),
  /** Number of maker or user: unlike any other of the enterprise. */
  number: words(60),
  maker: optionalText(120),
  location: optionalText(120),
  /** 贸易结算、安全防护、医疗卫生、环境监测 (under compulsory verification), 工艺控制、其他. */
  use: z.enum(['trade', 'safety', 'medical', 'environment', 'process', 'other']),
  compulsory: z.boolean(),
  cycleMonths: z.number().int().min(1).max(240).nullable(),
  inUseSince: day,
  /** Day on which it was taken out of use. */
  outOfUseOn: day.nullable(),
})
export type InstrumentFields = z.infer<typeof InstrumentFields>

/** 合格、准用 (limited), 不合格. */
export const VerificationResult = z.enum(['qualified', 'limited', 'failed'])
export type VerificationResult = z.infer<typeof VerificationResult>

/** How an instrument stands today; overdue and failed ones must not be used (强检办法 art. 7). */
export const InstrumentStanding = z.enum([
  'qualified',
  'limited',
  'due',
  'overdue',
  'failed',
  'unverified',
  'out-of-use',
  'not-required',
])
export type InstrumentStanding = z.infer<typeof InstrumentStanding>

export const Instrument = z.object({
  ...recorded,
  ...InstrumentFields.shape,
  lastVerifiedOn: day.nullable(),
  lastResult: VerificationResult.nullable(),
  lastVerifier: z.string().nullable(),
  lastCertificateNumber: z.string().nullable(),
  /** Last day on which it may be used without a new verification. */
  dueOn: day.nullable(),
  standing: InstrumentStanding,
  daysLeft: z.number().int().nullable(),
})
export type Instrument = z.infer<typeof Instrument>

export const NewVerification = z.object({
  verifiedOn: day,
  result: VerificationResult,
  verifier: words(120),
  certificateNumber: optionalText(60),
})
export type NewVerification = z.infer<typeof NewVerification>

export const Verification = NewVerification.extend({
  id: z.uuid(),
  dueOn: day.nullable(),
  recordedAt: z.iso.datetime(),
  recordedBy: z.string(),
})
export type Verification = z.infer<typeof Verification>

export const PersonFields = z.object({
  /** Key of `personRoles`. */
  role: key,
  name: words(60),
  phone: optionalText(30),
  email: z.union([z.literal('').transform(() => null), z.email().max(200), z.null()]),
  post: optionalText(60),
  qualification: optionalText(200),
  appointedOn: day.nullable(),
  /** First day on which the role is no longer held. */
  endedOn: day.nullable(),
})
export type PersonFields = z.infer<typeof PersonFields>

/** Name, telephone and e-mail are masked; `readPerson` shows them, on record. */
export const Person = z.object({
  ...recorded,
  ...PersonFields.shape,
  email: z.string().nullable(),
  /** Whether the role is held today. */
  active: z.boolean(),
})
export type Person = z.infer<typeof Person>

const ofEnterprise = PageRequest.extend({ enterpriseId: z.uuid().optional(), search: text(60).optional() })

export const ProductFilter = ofEnterprise.extend({
  /** Everything in this category. */
  category: z.string().max(10).optional(),
  state: z.enum(['made', 'stopped']).optional(),
})
export type ProductFilter = z.infer<typeof ProductFilter>

export const SiteFilter = ofEnterprise.extend({
  kind: SiteFields.shape.kind.optional(),
  region: RegionCode.optional(),
})
export type SiteFilter = z.infer<typeof SiteFilter>

/** In the order of their last days. */
export const CertificateFilter = ofEnterprise.extend({
  kind: key.optional(),
  region: RegionCode.optional(),
  standing: CertificateStanding.optional(),
  /** In force today and ending within so many days. */
  withinDays: z.coerce.number().int().min(0).max(3660).optional(),
})
export type CertificateFilter = z.infer<typeof CertificateFilter>

/** In the order of the days on which their verification is due. */
export const InstrumentFilter = ofEnterprise.extend({
  kind: key.optional(),
  region: RegionCode.optional(),
  standing: z.enum(['overdue', 'due', 'failed', 'unverified', 'out-of-use']).optional(),
  compulsory: QueryFlag.optional(),
})
export type InstrumentFilter = z.infer<typeof InstrumentFilter>

export const PersonFilter = ofEnterprise.extend({ role: key.optional() })
export type PersonFilter = z.infer<typeof PersonFilter>

/** A node of the category tree. */
export const ProductCategory = z.object({
  code: z.string(),
  parentCode: z.string().nullable(),
  title: z.object({ zh: z.string(), en: z.string() }),
  /** Where it comes from; null for one that the city has added. */
  source: z.string().nullable(),
})
export type ProductCategory = z.infer<typeof ProductCategory>

const FieldValue = z.union([z.string(), z.number(), z.boolean(), z.null()])

/** One change of a record of an enterprise; names and contacts of people in it are masked. */
export const RecordChange = z.object({
  id: z.uuid(),
  recordKind: RecordKindName,
  recordId: z.uuid(),
  label: z.string(),
  kind: z.enum(['added', 'changed', 'moved']),
  before: z.record(z.string(), FieldValue),
  after: z.record(z.string(), FieldValue),
  reason: z.string().nullable(),
  at: z.iso.datetime(),
  by: z.string(),
})
export type RecordChange = z.infer<typeof RecordChange>

/** A row of a file that does not fit. */
export const RowProblem = z.object({
  /** Row of the file, the heading being row 1. */
  row: z.number().int(),
  /** Heading of the column; empty when the row as a whole is meant. */
  column: z.string(),
  value: z.string(),
  message: z.string(),
})
export type RowProblem = z.infer<typeof RowProblem>

/** What a file would do, or has done. */
export const RecordImportResult = z.object({
  rows: z.number().int(),
  added: z.number().int(),
  changed: z.number().int(),
  unchanged: z.number().int(),
  /** False when only tried, or when a row does not fit: then nothing is taken in. */
  takenIn: z.boolean(),
  /** How many problems there are in all. */
  problemCount: z.number().int(),
  /** The first of them, in the order of the file. */
  problems: z.array(RowProblem),
})
export type RecordImportResult = z.infer<typeof RecordImportResult>
