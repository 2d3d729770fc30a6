import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useDistricts } from '#kernel/org/web/use-districts.ts'
import { ConfirmAction } from '#ui/forms/confirm-action.tsx'
import { useFormats, useText } from '#ui/language/language.ts'
import { Page } from '#ui/pages/page.tsx'
import { ScrollBox } from '#ui/scroll-box.tsx'
import { Empty } from '#ui/states/page-states.tsx'
import { QueryState } from '#ui/states/query-state.tsx'
import { uiMessages } from '#ui/ui-messages.ts'
import { MergeField } from '../../contract.ts'
import { recordTitles } from '../records/record-titles.ts'
import { type EnterpriseView, registryApi } from '../registry-api.ts'
import { EnterpriseStatusTag } from './enterprise-status.tsx'
import {
  enterpriseMessages,
  fieldTitles,
  industryName,
  sizeTitles,
  statusTitles,
} from './enterprise-words.ts'
import { agreements, mergeMessages } from './merge-words.ts'
import './enterprises.css'

/** Finds what may be the same enterprise, and merges one into the other field by field. */
export function MergePage() {
  const { enterpriseId = '' } = useParams({ strict: false })
  const found = useQuery(registryApi.getEnterprise.queryOptions({ input: { enterpriseId }, staleTime: 0 }))
  return <QueryState query={found}>{(enterprise) => <Merge enterprise={enterprise} />}</QueryState>
}

function Merge({ enterprise }: { readonly enterprise: EnterpriseView }) {
  const text = useText()
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false })
  const duplicateId = typeof search.with === 'string' ? search.with : undefined
  return (
    <Page
      title={text(mergeMessages['registry.merge.title'])}
      lead={text(mergeMessages['registry.merge.lead'], { name: enterprise.name })}
      trail={[
        { title: text(enterpriseMessages['registry.list']), to: '/registry' },
        { title: enterprise.name, to: `/registry/${enterprise.id}` },
      ]}
    >
      {duplicateId ? (
        <Comparison survivor={enterprise} duplicateId={duplicateId} />
      ) : (
        <Likenesses enterprise={enterprise} />
      )}
    </Page>
  )
}

/** Enterprises that may be the same, the likeliest first, with what they agree in. */
function Likenesses({ enterprise }: { readonly enterprise: EnterpriseView }) {
  const text = useText()
  const formats = useFormats()
  const { nameOf } = useDistricts()
  const found = useQuery(
    registryApi.enterpriseLikenesses.queryOptions({ input: { enterpriseId: enterprise.id } }),
  )
  return (
    <QueryState query={found}>
      {({ likenesses }) =>
        likenesses.length === 0 ? (
          <Empty
            title={text(mergeMessages['registry.merge.none'])}
            hint={text(mergeMessages['registry.merge.none-hint'])}
          />
        ) : (
          <ul className="merge-list">
            {likenesses.map(({ enterprise: other, score, agreeing }) => (
              <li key={other.id} className="card merge-list__item">
                <div>
                  <strong>{other.name}</strong> <EnterpriseStatusTag enterprise={other} />
                  <div className="soft">
                    <span className="enterprise-code">{other.creditCode}</span>
                    {` · ${nameOf(other.region)} · ${formats.date(other.establishedOn)}`}
                  </div>
                  <div>
                    {text(mergeMessages['registry.merge.agreeing'], {
                      share: formats.share(score, 0),
                      what: agreeing
                        .map((one) => text(agreements[one]))
                        .join(text(uiMessages['ui.separator'])),
                    })}
                  </div>
                </div>
                <Link
                  to="/registry/$enterpriseId/merge"
                  params={{ enterpriseId: enterprise.id }}
                  search={{ with: other.id }}
                  className="plain-button"
                >
                  {text(mergeMessages['registry.merge.compare'])}
                </Link>
              </li>
            ))}
          </ul>
        )
      }
    </QueryState>
  )
}

function Comparison(props: { readonly survivor: EnterpriseView; readonly duplicateId: string }) {
  const found = useQuery(
    registryApi.getEnterprise.queryOptions({ input: { enterpriseId: props.duplicateId }, staleTime: 0 }),
  )
  return (
    <QueryState query={found}>
      {(duplicate) => <Choice survivor={props.survivor} duplicate={duplicate} />}
    </QueryState>
  )
}

/** Lists of both are put together by the merge itself. */
const joined = ['formerNames', 'aliases', 'tags'] as const
type Field = MergeField | (typeof joined)[number]

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)

function Choice(props: { readonly survivor: EnterpriseView; readonly duplicate: EnterpriseView }) {
  const { survivor, duplicate } = props
  const text = useText()
  const [taken, setTaken] = useState<readonly MergeField[]>([])
  const valueText = useFieldText()
  const toggle = (field: MergeField, take: boolean) =>
    setTaken((before) => [...before.filter((one) => one !== field), ...(take ? [field] : [])])
  return (
    <>
      <ScrollBox label={text(mergeMessages['registry.merge.compare'])} className="card">
        <table className="plain-table merge-table">
          <thead>
            <tr>
              <th scope="col">{text(mergeMessages['registry.merge.field'])}</th>
              <th scope="col">{text(mergeMessages['registry.merge.survivor'])}</th>
              <th scope="col">{text(mergeMessages['registry.merge.duplicate'])}</th>
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row">{fieldTitles.creditCode ? text(fieldTitles.creditCode) : ''}</th>
              <td className="enterprise-code">{survivor.creditCode}</td>
              <td className="enterprise-code">{duplicate.creditCode}</td>
            </tr>
            {MergeField.options.map((field) => (
              <FieldRow
                key={field}
                field={field}
                own={valueText(field, survivor)}
                other={valueText(field, duplicate)}
                differs={!same(survivor[field], duplicate[field])}
                choosing={{ taken: taken.includes(field), onChoose: (take) => toggle(field, take) }}
              />
            ))}
            {joined.map((field) => (
              <FieldRow
                key={field}
                field={field}
                own={valueText(field, survivor)}
                other={valueText(field, duplicate)}
                differs={!same(survivor[field], duplicate[field])}
              />
            ))}
          </tbody>
        </table>
      </ScrollBox>
      <MergeAction survivor={survivor} duplicate={duplicate} taken={taken} />
    </>
  )
}

function FieldRow(props: {
  readonly field: Field
  readonly own: string
  readonly other: string
  readonly differs: boolean
  /** Absent where both are put together. */
  readonly choosing?: { readonly taken: boolean; readonly onChoose: (take: boolean) => void }
}) {
  const { field, own, other, differs, choosing } = props
  const text = useText()
  const title = fieldTitles[field]
  const name = title ? text(title) : field
  if (!differs || !choosing)
    return (
      <tr>
        <th scope="row">{name}</th>
        <td>{own}</td>
        <td>
          {other}
          {differs ? <span className="soft"> {text(mergeMessages['registry.merge.joined'])}</span> : null}
        </td>
      </tr>
    )
  const choice = (value: string, take: boolean) => (
    <label>
      <input
        type="radio"
        name={`merge-${field}`}
        checked={choosing.taken === take}
        onChange={() => choosing.onChoose(take)}
      />
      <span>
        <span className="visually-hidden">{name} </span>
        {value}
      </span>
    </label>
  )
  return (
    <tr className="merge-table__differs">
      <th scope="row">{name}</th>
      <td>{choice(own, false)}</td>
      <td>{choice(other, true)}</td>
    </tr>
  )
}

function useFieldText(): (field: Field, of: EnterpriseView) => string {
  const text = useText()
  const formats = useFormats()
  const { nameOf } = useDistricts()
  return (field, of) => {
    switch (field) {
      case 'status':
        return text(statusTitles[of.status])
      case 'size':
        return text(sizeTitles[of.size])
      case 'region':
        return nameOf(of.region)
      case 'industry':
        return `${of.industry} ${industryName(of.industry)}`
      case 'registeredCapital':
        return formats.number(of.registeredCapital)
      default: {
        const value = of[field]
        return (Array.isArray(value) ? value.join('、') : value) || '—'
      }
    }
  }
}

function MergeAction(props: {
  readonly survivor: EnterpriseView
  readonly duplicate: EnterpriseView
  readonly taken: readonly MergeField[]
}) {
  const { survivor, duplicate, taken } = props
  const text = useText()
  const client = useQueryClient()
  const navigate = useNavigate()
  const counts = useQuery(registryApi.recordCounts.queryOptions({ input: { enterpriseId: duplicate.id } }))
  const records = Object.entries(recordTitles).flatMap(([kind, title]) => {
    const count = counts.data?.[kind as keyof typeof recordTitles] ?? 0
    return count > 0 ? [`${text(title)} ${count}`] : []
  })
  const run = async (reason: string) => {
    await registryApi.mergeEnterprises.call({
      enterpriseId: survivor.id,
      duplicateId: duplicate.id,
      reason,
      taken: [...taken],
      version: survivor.version,
    })
    await client.invalidateQueries({ queryKey: registryApi.key() })
    await navigate({ to: '/registry/$enterpriseId', params: { enterpriseId: survivor.id } })
  }
  return (
    <div className="row">
      <ConfirmAction
        primary
        danger
        label={text(mergeMessages['registry.merge.do'])}
        title={text(mergeMessages['registry.merge.confirm'], { name: survivor.name })}
        consequences={[
          text(mergeMessages['registry.merge.consequence-code'], { code: duplicate.creditCode }),
          records.length > 0
            ? text(mergeMessages['registry.merge.consequence-records'], {
                records: records.join(text(uiMessages['ui.separator'])),
              })
            : text(mergeMessages['registry.merge.consequence-no-records']),
          text(mergeMessages['registry.merge.consequence-figures']),
          text(mergeMessages['registry.merge.consequence-kept']),
        ]}
        reason="required"
        run={run}
      />
      <Link
        to="/registry/$enterpriseId/merge"
        params={{ enterpriseId: duplicate.id }}
        search={{ with: survivor.id }}
        className="plain-button"
      >
        {text(mergeMessages['registry.merge.swap'])}
      </Link>
      <Link
        to="/registry/$enterpriseId/merge"
        params={{ enterpriseId: survivor.id }}
        className="plain-button"
      >
        {text(mergeMessages['registry.merge.others'])}
      </Link>
    </div>
  )
}
