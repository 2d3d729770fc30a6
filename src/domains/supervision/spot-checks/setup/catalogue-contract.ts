/** The contract of the catalogue of products, the weights of their industries, and the testing institutions. */
import { z } from 'zod'
import { procedure, QueryFlag } from '#kernel/api/contract.ts'
import { SpotCheckKind } from '../terms.ts'

const tags = ['spot-checks'] as const

export const Category = z.object({
  id: z.uuid(),
  code: z.string(),
  name: z.string(),
  kind: SpotCheckKind,
  /** Division of GB/T 4754, for weighting with output. */
  industry: z.string().nullable(),
})
export type Category = z.infer<typeof Category>

/** A product as its keeper sees it. */
export const CatalogueCategory = Category.extend({
  /** False once it is retired: it is planned and given out no more, what runs goes to its end. */
  active: z.boolean(),
  /** Whether detailed rules hold today, without which nothing can be sampled. */
  rulesInForce: z.boolean(),
})
export type CatalogueCategory = z.infer<typeof CatalogueCategory>

/** Output of an industry in a district and a year: the weight of its pass rate. */
const Output = z.object({
  year: z.number().int(),
  region: z.string(),
  regionName: z.string(),
  /** 100 million yuan. */
  output: z.number(),
  source: z.string(),
})

export const CategoryDetail = CatalogueCategory.extend({
  /** Whether its pass rates are weighted: industrial products and consumer goods with an industry. */
  weighted: z.boolean(),
  /** Of its industry, newest year first; other products of the industry share them. */
  outputs: z.array(Output),
  /** Other products of the industry. */
  sharedWith: z.array(z.string()),
})
export type CategoryDetail = z.infer<typeof CategoryDetail>

export const Institution = z.object({
  id: z.uuid(),
  name: z.string(),
  unitId: z.uuid().nullable(),
  unitName: z.string().nullable(),
  cmaNumber: z.string().nullable(),
  qualifiedUntil: z.iso.date(),
  /** Whether the qualification holds today. */
  qualified: z.boolean(),
  kinds: z.array(SpotCheckKind),
  /** False once it is retired: it is given no more samples, and reports on those it has. */
  active: z.boolean(),
})
export type Institution = z.infer<typeof Institution>

const name = (most: number) => z.string().trim().min(1).max(most)

const CategoryFields = z.object({
  name: name(60),
  kind: SpotCheckKind,
  industry: z
    .string()
    .regex(/^[0-9]{2}$/)
    .nullable()
    .default(null),
})
export type CategoryFields = z.infer<typeof CategoryFields>

const InstitutionFields = z.object({
  name: name(100),
  unitId: z.uuid().nullable().default(null),
  cmaNumber: z.string().trim().max(12).nullable().default(null),
  qualifiedUntil: z.iso.date(),
  kinds: z.array(SpotCheckKind).min(1),
})
export type InstitutionFields = z.infer<typeof InstitutionFields>

const OutputYear = z.object({
  year: z.coerce.number().int().min(2000).max(2200),
  source: name(200),
  /** Replaces those of the year. */
  values: z
    .array(z.object({ region: z.string(), output: z.number().min(0).max(1_000_000) }))
    .min(1)
    .max(200),
})
export type OutputYear = z.infer<typeof OutputYear>

const CategoryId = z.object({ categoryId: z.uuid() })
const InstitutionId = z.object({ institutionId: z.uuid() })
const Reason = z.object({ reason: name(500) })

const route = (method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: `/${string}`, zh: string, en: string) =>
  procedure({
    method,
    path,
    permission: method === 'GET' ? 'spot-checks.read' : 'spot-checks.plan',
    summary: { zh, en },
    tags,
  })

/** Lists tell of what is in use, unless what is retired is asked for as well. */
const Listed = z.object({ retired: QueryFlag.default(false) })

export const catalogueContract = {
  listSpotCheckCategories: route('GET', '/spot-checks/categories', '抽查产品目录', 'Catalogue of products')
    .input(Listed)
    .output(z.object({ items: z.array(CatalogueCategory) })),
  getSpotCheckCategory: route(
    'GET',
    '/spot-checks/categories/{categoryId}',
    '查看抽查产品和产值权重',
    'Read a product with the weights of its industry',
  )
    .input(CategoryId)
    .output(CategoryDetail),
  createSpotCheckCategory: route(
    'POST',
    '/spot-checks/categories',
    '增加抽查产品',
    'Add a product to the catalogue',
  )
    .input(CategoryFields.extend({ code: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/) }))
    .output(CategoryDetail),
  changeSpotCheckCategory: route(
    'PUT',
    '/spot-checks/categories/{categoryId}',
    '修改抽查产品',
    'Change a product of the catalogue',
  )
    .input(CategoryFields.extend(CategoryId.shape))
    .output(CategoryDetail),
  retireSpotCheckCategory: route(
    'POST',
    '/spot-checks/categories/{categoryId}/retirement',
    '停用抽查产品',
    'Retire a product',
  )
    .input(CategoryId.extend(Reason.shape))
    .output(CategoryDetail),
  reinstateSpotCheckCategory: route(
    'POST',
    '/spot-checks/categories/{categoryId}/reinstatement',
    '恢复抽查产品',
    'Take a retired product back into use',
  )
    .input(CategoryId.extend(Reason.shape))
    .output(CategoryDetail),
  saveSpotCheckOutputs: route(
    'PUT',
    '/spot-checks/categories/{categoryId}/outputs/{year}',
    '录入一年的产值权重',
    'Write the output of an industry in a year',
  )
    .input(OutputYear.extend(CategoryId.shape))
    .output(CategoryDetail),
  removeSpotCheckOutputs: route(
    'DELETE',
    '/spot-checks/categories/{categoryId}/outputs/{year}',
    '删除一年的产值权重',
    'Remove the output of an industry in a year',
  )
    .input(CategoryId.extend({ year: z.coerce.number().int() }))
    .output(CategoryDetail),
  listSpotCheckInstitutions: route('GET', '/spot-checks/institutions', '检验机构', 'Testing institutions')
    .input(Listed)
    .output(z.object({ items: z.array(Institution) })),
  createSpotCheckInstitution: route(
    'POST',
    '/spot-checks/institutions',
    '登记检验机构',
    'Register an institution',
  )
    .input(InstitutionFields)
    .output(Institution),
  changeSpotCheckInstitution: route(
    'PUT',
    '/spot-checks/institutions/{institutionId}',
    '修改检验机构、更新资质有效期',
    'Change an institution, renew its qualification',
  )
    .input(InstitutionFields.extend(InstitutionId.shape))
    .output(Institution),
  retireSpotCheckInstitution: route(
    'POST',
    '/spot-checks/institutions/{institutionId}/retirement',
    '停用检验机构',
    'Retire an institution',
  )
    .input(InstitutionId.extend(Reason.shape))
    .output(Institution),
  reinstateSpotCheckInstitution: route(
    'POST',
    '/spot-checks/institutions/{institutionId}/reinstatement',
    '恢复检验机构',
    'Take a retired institution back into use',
  )
    .input(InstitutionId.extend(Reason.shape))
    .output(Institution),
}
