import { Button, Drawer, Input, InputNumber } from 'antd'
import { useState } from 'react'
import { useDistricts } from '#kernel/org/web/use-districts.ts'
import { ConfirmAction } from '#ui/forms/confirm-action.tsx'
import { DraftForm } from '#ui/forms/draft-form.tsx'
import { Field } from '#ui/forms/field.tsx'
import { useFormats, useText } from '#ui/language/language.ts'
import { Allowed, useAllowed } from '#ui/session/session.tsx'
import { RowTable } from '#ui/table/row-table.tsx'
import type { RowColumn } from '#ui/table/table-columns.ts'
import { catalogueWords as words } from './catalogue-words.ts'
import { words as spotCheckWords } from './spot-check-words.ts'
import { type CategoryView, spotChecksApi } from './spot-checks-api.ts'

type Output = CategoryView['outputs'][number]

/** The output of a year, district by district. */
interface OutputYear {
  readonly year: number
  readonly source: string
  readonly districts: readonly Output[]
}

const byYear = (outputs: readonly Output[]): OutputYear[] =>
  [...Map.groupBy(outputs, ({ year }) => year)].map(([year, districts]) => ({
    year,
    source: [...new Set(districts.map(({ source }) => source))].join('；'),
    districts,
  }))

/** The year that is most likely to be entered next. */
const nextYear = (outputs: readonly Output[]): number =>
  outputs[0] ? outputs[0].year + 1 : new Date().getFullYear() - 1

interface SectionProps {
  readonly category: CategoryView
  readonly refresh: () => Promise<unknown>
}

/** What a product's industry put out, year by year: the weights of the weighted pass rate. */
export function CategoryOutputs({ category, refresh }: SectionProps) {
  const text = useText()
  const years = byYear(category.outputs)
  return (
    <section className="card stack" aria-labelledby="outputs">
      <h2 id="outputs">{text(words['spot-checks.outputs'])}</h2>
      {category.weighted ? (
        <>
          <p className="soft">
            {text(words['spot-checks.outputs-lead'], { industry: category.industry ?? '' })}
          </p>
          {category.sharedWith.length > 0 ? (
            <p className="soft">
              {text(words['spot-checks.outputs-shared'], { names: category.sharedWith.join('、') })}
            </p>
          ) : null}
          {years.length === 0 ? (
            <p>{text(words['spot-checks.outputs-none'])}</p>
          ) : (
            <YearTable category={category} refresh={refresh} years={years} />
          )}
          <Allowed permission="spot-checks.plan">
            <div>
              <OutputForm category={category} refresh={refresh} />
            </div>
          </Allowed>
        </>
      ) : (
        <p>{text(words['spot-checks.outputs-not-weighted'])}</p>
      )}
    </section>
  )
}

function YearTable({ years, ...section }: SectionProps & { readonly years: readonly OutputYear[] }) {
  const text = useText()
  const formats = useFormats()
  const mayPlan = useAllowed('spot-checks.plan')
  const columns: readonly RowColumn<OutputYear>[] = [
    {
      key: 'year',
      title: text(spotCheckWords['spot-checks.year']),
      card: 'title',
      render: ({ year }) => String(year),
    },
    {
      key: 'total',
      title: text(words['spot-checks.outputs-total']),
      align: 'end',
      render: ({ districts }) => formats.number(districts.reduce((sum, { output }) => sum + output, 0)),
    },
    {
      key: 'districts',
      title: text(words['spot-checks.outputs-districts']),
      render: ({ districts }) =>
        districts.map(({ regionName, output }) => `${regionName} ${formats.number(output)}`).join(' · '),
    },
    {
      key: 'source',
      title: text(words['spot-checks.outputs-source']),
      render: ({ source }) => source,
    },
  ]
  const actions: RowColumn<OutputYear> = {
    key: 'actions',
    title: text(spotCheckWords['spot-checks.line-actions']),
    card: 'end',
    render: (year) => (
      <div className="row">
        <OutputForm {...section} of={year} />
        <RemoveYear {...section} year={year.year} />
      </div>
    ),
  }
  return (
    <RowTable
      label={text(words['spot-checks.outputs'])}
      rows={years}
      rowKey={({ year }) => String(year)}
      columns={mayPlan ? [...columns, actions] : columns}
    />
  )
}

interface OutputValues {
  readonly year: number
  readonly source: string
  readonly districts?: Readonly<Record<string, number | null>>
}

/** Writes a year; of one that has values already, with them in place. */
function OutputForm(props: SectionProps & { readonly of?: OutputYear }) {
  const { category, of } = props
  const text = useText()
  const { districts } = useDistricts()
  const [open, setOpen] = useState(false)
  const title = of
    ? text(words['spot-checks.outputs-change-of'], { year: String(of.year) })
    : text(words['spot-checks.outputs-enter'])
  const save = async ({ year, source, districts: given = {} }: OutputValues) => {
    await spotChecksApi.saveSpotCheckOutputs.call({
      categoryId: category.id,
      year,
      source,
      values: Object.entries(given).flatMap(([region, output]) =>
        typeof output === 'number' ? [{ region, output }] : [],
      ),
    })
    setOpen(false)
    await props.refresh()
  }
  return (
    <>
      <Button {...(of ? { size: 'small' as const } : {})} onClick={() => setOpen(true)}>
        {text(words[of ? 'spot-checks.change' : 'spot-checks.outputs-enter'])}
      </Button>
      <Drawer open={open} size={420} title={title} onClose={() => setOpen(false)} destroyOnHidden>
        <DraftForm<OutputValues>
          name={`spot-checks/outputs/${category.id}/${of?.year ?? 'new'}`}
          initialValues={
            of
              ? {
                  year: of.year,
                  source: of.source,
                  districts: Object.fromEntries(of.districts.map((one) => [one.region, one.output])),
                }
              : { year: nextYear(category.outputs) }
          }
          onSubmit={save}
        >
          <Field name="year" label={text(spotCheckWords['spot-checks.year'])} required>
            <InputNumber min={2000} max={2200} precision={0} disabled={of !== undefined} />
          </Field>
          <Field
            name="source"
            label={text(words['spot-checks.outputs-source'])}
            help={text(words['spot-checks.outputs-source-help'])}
            required
          >
            <Input maxLength={200} />
          </Field>
          <p className="soft">{text(words['spot-checks.outputs-help'])}</p>
          {districts.map(({ value, label }) => (
            <Field key={value} name={['districts', value]} label={label}>
              <InputNumber min={0} max={1_000_000} />
            </Field>
          ))}
        </DraftForm>
      </Drawer>
    </>
  )
}

function RemoveYear({ category, refresh, year }: SectionProps & { readonly year: number }) {
  const text = useText()
  return (
    <ConfirmAction
      size="small"
      danger
      label={text(words['spot-checks.outputs-remove'])}
      title={text(words['spot-checks.outputs-remove-question'], { year: String(year) })}
      consequences={[text(words['spot-checks.outputs-remove-consequence'])]}
      run={async () => {
        await spotChecksApi.removeSpotCheckOutputs.call({ categoryId: category.id, year })
        await refresh()
      }}
    />
  )
}
