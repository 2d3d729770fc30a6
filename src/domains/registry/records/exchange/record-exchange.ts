/**
 * Files of records: template, import and export, one way for every kind. An import is tried first; what does not fit
 * is named by row and column, and nothing is taken in while a single row does not fit.
 */
import { v7 as newId } from 'uuid'
import { recordAudit } from '#kernel/audit/audit.ts'
import { localDate } from '#kernel/calendar/calendar.ts'
import type { Scope } from '#kernel/db/scope.ts'
import { type HeadedTable, headedTableOf } from '#kernel/exchange/headed-table.ts'
import { type Sheet, workbookType, writeWorkbook } from '#kernel/exchange/write-table.ts'
import { readCategories } from '../category-store.ts'
import { certificateKind } from '../kinds/certificate.ts'
import { instrumentKind } from '../kinds/instrument.ts'
import { personKind } from '../kinds/person.ts'
import { productKind } from '../kinds/product.ts'
import { siteKind } from '../kinds/site.ts'
import { recordMessages } from '../messages.ts'
import type { ExchangeColumn, RecordKind } from '../record-kind.ts'
import {
  CertificateFields,
  InstrumentFields,
  PersonFields,
  ProductFields,
  type RecordImportResult,
  type RecordKindName,
  SiteFields,
} from '../record-schemas.ts'
import { changeEntry, counted } from '../record-service.ts'
import { insertRecordChanges, insertRecords, listRecords, updateRecords } from '../record-store.ts'
import { recordError } from '../records-errors.ts'
import { type PlannedImport, planImport, type RowSchema } from './import-plan.ts'
import { writeCell } from './read-cells.ts'

/** A kind as files need it, its own types closed over. */
export interface ExchangedKind {
  readonly name: RecordKindName
  readonly title: { readonly zh: string; readonly en: string }
  readonly columns: readonly ExchangeColumn[]
  readonly take: (scope: Scope, table: HeadedTable, mode: 'try' | 'take') => Promise<RecordImportResult>
  readonly rows: (scope: Scope, enterpriseId: string | undefined) => AsyncGenerator<Exported>
}

type Exported = { readonly enterpriseName: string; readonly fields: object }

/** Most rows of one file: more would hold the city's figures locked for too long. */
const mostRows = 20_000
/** Most problems that an answer lists. */
const mostProblems = 1000
/** Rows fetched at a time for an export, and most rows of one. */
const exportPage = 2000
const mostExported = 200_000

function exchanged<Own extends object, Kept extends object>(
  kind: RecordKind<Own, Kept>,
  schema: RowSchema<Own>,
): ExchangedKind {
  return {
    name: kind.name,
    title: kind.title,
    columns: kind.columns,
    take: async (scope, table, mode) => {
      const plan = await planImport(scope, kind, schema, table)
      const takenIn = mode === 'take' && plan.problems.length === 0
      if (takenIn) await carryOut(scope, kind, plan)
      return {
        rows: table.rows.length,
        added: plan.added.length,
        changed: plan.changed.length,
        unchanged: plan.unchanged,
        takenIn,
        problemCount: plan.problems.length,
        problems: plan.problems.slice(0, mostProblems),
      }
    },
    rows: (scope, enterpriseId) => exportedRows(scope, kind, enterpriseId),
  }
}

/** The kinds by name. */
export const recordKinds: Readonly<Record<RecordKindName, ExchangedKind>> = {
  product: exchanged(productKind, ProductFields),
  site: exchanged(siteKind, SiteFields),
  certificate: exchanged(certificateKind, CertificateFields),
  instrument: exchanged(instrumentKind, InstrumentFields),
  person: exchanged(personKind, PersonFields),
}

async function carryOut<Own extends object, Kept extends object>(
  scope: Scope,
  kind: RecordKind<Own, Kept>,
  plan: PlannedImport<Own>,
): Promise<void> {
  const added = plan.added.map((row) => ({ id: newId(), owner: row.owner, fields: row.fields }))
  const ids = [...added.map((row) => row.id), ...plan.changed.map((row) => row.before.id)]
  if (ids.length === 0) return
  await counted(scope, kind, ids, async () => {
    if (added.length > 0) await insertRecords(scope, kind, added)
    if (plan.changed.length > 0)
      await updateRecords(
        scope,
        kind,
        plan.changed.map((row) => ({ id: row.before.id, fields: row.fields })),
      )
  })
  const reason = scope.locale === 'zh' ? '文件导入' : 'File import'
  await insertRecordChanges(scope, [
    ...added.map((row) =>
      changeEntry(kind, { id: row.id, enterpriseId: row.owner.id }, undefined, row.fields, [], reason),
    ),
    ...plan.changed.map((row) => changeEntry(kind, row.before, row.before, row.fields, row.names, reason)),
  ])
  recordAudit(scope, {
    action: 'registry.import-records',
    objectType: `registry-${kind.name}`,
    objectId: scope.city,
    objectLabel: kind.title.zh,
    detail: { added: added.length, changed: plan.changed.length, unchanged: plan.unchanged },
  })
}

/** The first two columns of every file. */
const ownerHeadings = (locale: Scope['locale']) => [
  recordMessages['registry.credit-code'][locale],
  recordMessages['registry.enterprise-name'][locale],
]

/** An empty file with headings, lists to choose from and a sheet that explains the columns. */
export async function recordTemplate(scope: Scope, kind: ExchangedKind): Promise<File> {
  const { locale } = scope
  const [code = '', name = ''] = ownerHeadings(locale)
  const sheets: Sheet[] = [
    {
      title: kind.title[locale],
      columns: [
        { title: `${code} *`, width: 24 },
        { title: name, width: 30 },
        ...kind.columns.map((column) => ({
          title: column.required ? `${column.title[locale]} *` : column.title[locale],
          width: column.width,
          ...(column.type === 'choice'
            ? { choices: column.options.map((option) => option.title[locale]) }
            : column.type === 'yes-or-no'
              ? { choices: [recordMessages['registry.yes'][locale], recordMessages['registry.no'][locale]] }
              : {}),
          ...(column.hint ? { note: column.hint[locale] } : {}),
        })),
      ],
      rows: [],
    },
    explanation(kind, locale),
  ]
  if (kind.name === 'product') sheets.push(await categorySheet(scope))
  return fileOf(sheets, `${kind.title[locale]}.xlsx`)
}

function explanation(kind: ExchangedKind, locale: Scope['locale']): Sheet {
  const zh = locale === 'zh'
  const forms = {
    text: zh ? '文字' : 'Text',
    date: zh ? '日期，如 2025-03-04' : 'Date, such as 2025-03-04',
    number: zh ? '数字' : 'Number',
    'yes-or-no': zh ? '是、否' : 'Yes or no',
  }
  return {
    title: zh ? '填写说明' : 'How to fill it in',
    columns: [
      { title: zh ? '列' : 'Column', width: 22 },
      { title: zh ? '必填' : 'Required', width: 10 },
      { title: zh ? '填写什么' : 'What to write', width: 90 },
    ],
    rows: [
      [
        recordMessages['registry.credit-code'][locale],
        recordMessages['registry.yes'][locale],
        zh ? '企业须已登记；18 位' : 'Of an enterprise that is registered; 18 characters',
      ],
      [
        recordMessages['registry.enterprise-name'][locale],
        recordMessages['registry.no'][locale],
        zh ? '只供核对，不导入' : 'For reading only, not taken in',
      ],
      ...kind.columns.map((column) => [
        column.title[locale],
        recordMessages[column.required ? 'registry.yes' : 'registry.no'][locale],
        [
          column.type === 'choice'
            ? column.options.map((option) => option.title[locale]).join(zh ? '、' : ', ')
            : forms[column.type],
          column.hint?.[locale],
        ]
          .filter((part) => part !== undefined)
          .join(zh ? '；' : '; '),
      ]),
    ],
  }
}

async function categorySheet(scope: Scope): Promise<Sheet> {
  const zh = scope.locale === 'zh'
  return {
    title: zh ? '产品分类' : 'Categories',
    columns: [
      { title: zh ? '代码' : 'Code', width: 10 },
      { title: zh ? '名称' : 'Title', width: 40 },
    ],
    rows: (await readCategories(scope)).map((row) => [row.code, zh ? row.title_zh : row.title_en]),
  }
}

const fileOf = async (sheets: readonly Sheet[], name: string): Promise<File> =>
  new File([await writeWorkbook(sheets)], name, { type: workbookType })

/**
 * Takes a file in, or tries it.
 *
 * @throws `registry.file-unreadable`, `registry.too-many-rows`
 */
export async function takeRecordsIn(
  scope: Scope,
  kind: ExchangedKind,
  file: File,
  mode: 'try' | 'take',
): Promise<RecordImportResult> {
  const table = await headedTableOf(file, { most: mostRows }, (reason) =>
    recordError('registry.file-unreadable', { name: file.name, reason: reason[scope.locale] }),
  )
  if (table.rows.length > mostRows) throw recordError('registry.too-many-rows', { limit: mostRows })
  return kind.take(scope, table, mode)
}

async function* exportedRows<Own extends object, Kept extends object>(
  scope: Scope,
  kind: RecordKind<Own, Kept>,
  enterpriseId: string | undefined,
): AsyncGenerator<Exported> {
  let after: { order: string; id: string } | undefined
  for (;;) {
    const rows = await listRecords(scope, kind, {
      conditions: [],
      after,
      limit: exportPage,
      ...(enterpriseId === undefined ? {} : { enterpriseId }),
    })
    for (const row of rows)
      yield { enterpriseName: row.enterpriseName, fields: { ...row, ...kind.mask(row) } }
    const last = rows.at(-1)
    if (!last || rows.length < exportPage) return
    after = { order: '', id: last.id }
  }
}

/** All records of a kind that the caller may read, or those of one enterprise; personal data stay masked. */
export async function recordFile(
  scope: Scope,
  kind: ExchangedKind,
  enterpriseId: string | undefined,
): Promise<File> {
  const { locale } = scope
  const [code = '', name = ''] = ownerHeadings(locale)
  const rows: Array<Array<string | number | null>> = []
  for await (const { enterpriseName, fields } of kind.rows(scope, enterpriseId)) {
    const values = new Map<string, unknown>(Object.entries(fields))
    rows.push([
      String(values.get('creditCode') ?? ''),
      enterpriseName,
      ...kind.columns.map((column) => writeCell(column, values.get(column.field), locale)),
    ])
    if (rows.length >= mostExported) break
  }
  recordAudit(scope, {
    action: 'registry.export-records',
    objectType: `registry-${kind.name}`,
    objectId: enterpriseId ?? scope.city,
    objectLabel: kind.title.zh,
    detail: { rows: rows.length },
  })
  const sheet: Sheet = {
    title: kind.title[locale],
    columns: [
      { title: code, width: 24 },
      { title: name, width: 30 },
      ...kind.columns.map((column) => ({ title: column.title[locale], width: column.width })),
    ],
    rows,
  }
  return fileOf([sheet], `${kind.title[locale]}-${localDate(scope.now)}.xlsx`)
}
