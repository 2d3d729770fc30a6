/** Products: category and GTIN checked. */
import type { FieldProblem } from '#kernel/language/errors.ts'
import { parseGs1Key } from '#methods/identity-codes/gs1-key.ts'
import { faultOf } from '#methods/identity-codes/identity-code-error.ts'
import { parseStandardNumber } from '#methods/identity-codes/standard-number.ts'
import { recordMessages } from '../messages.ts'
import { defineRecordKind } from '../record-kind.ts'
import type { ProductFields } from '../record-schemas.ts'

function checkGtin(gtin: string | null): { gtin: string | null; problems: FieldProblem[] } {
  if (gtin === null) return { gtin, problems: [] }
  const read = faultOf(() => parseGs1Key('01', gtin))
  if ('parsed' in read) return { gtin: read.parsed.value, problems: [] }
  return {
    gtin,
    problems: [
      {
        path: 'gtin',
        message:
          read.fault.fault === 'check-digit'
            ? {
                zh: `商品条码“${gtin}”的校验码不对，请核对有没有抄错（GB 12904）。`,
                en: `The check digit of “${gtin}” is wrong: compare it with the package (GB 12904).`,
              }
            : {
                zh: `商品条码“${gtin}”应为 8、12、13 或 14 位数字。`,
                en: `“${gtin}” should be 8, 12, 13 or 14 digits.`,
              },
      },
    ],
  }
}

/** A number that is no standard number known here is kept as it was written. */
function normalStandard(number: string | null): string | null {
  if (number === null) return null
  const read = faultOf(() => parseStandardNumber(number))
  return 'parsed' in read ? read.parsed.text : number
}

export const productKind = defineRecordKind<ProductFields>({
  name: 'product',
  table: 'enterprise_product',
  title: recordMessages['registry.products'],
  fields: ['category', 'name', 'model', 'brand', 'gtin', 'standardNumber', 'state'],
  kept: [],
  defaults: { model: null, brand: null, gtin: null, standardNumber: null, state: 'made' },
  identity: ['name', 'model', 'brand'],
  identityWithin: 'enterprise',
  counted: undefined,
  check: (fields) => {
    const { gtin, problems } = checkGtin(fields.gtin)
    return { fields: { ...fields, gtin, standardNumber: normalStandard(fields.standardNumber) }, problems }
  },
  label: (fields) => [fields.name, fields.model].filter((part) => part !== null).join(' '),
  mask: (fields) => fields,
  columns: [
    {
      field: 'category',
      title: recordMessages['registry.product.category'],
      width: 12,
      required: true,
      type: 'text',
      hint: {
        zh: '产品分类代码，如 0703；代码表见“产品分类”工作表',
        en: 'Code of the category, such as 0703; see the sheet of categories',
      },
    },
    {
      field: 'name',
      title: recordMessages['registry.product.name'],
      width: 28,
      required: true,
      type: 'text',
    },
    { field: 'model', title: recordMessages['registry.product.model'], width: 20, type: 'text' },
    { field: 'brand', title: recordMessages['registry.product.brand'], width: 14, type: 'text' },
    {
      field: 'gtin',
      title: recordMessages['registry.product.gtin'],
      width: 18,
      type: 'text',
      hint: { zh: '商品条码，8、12、13 或 14 位数字', en: 'Bar code: 8, 12, 13 or 14 digits' },
    },
    {
      field: 'standardNumber',
      title: recordMessages['registry.product.standard'],
      width: 22,
      type: 'text',
    },
    {
      field: 'state',
      title: recordMessages['registry.product.state'],
      width: 10,
      type: 'choice',
      options: [
        { value: 'made', title: recordMessages['registry.product.state.made'] },
        { value: 'stopped', title: recordMessages['registry.product.state.stopped'] },
      ],
    },
  ],
})
