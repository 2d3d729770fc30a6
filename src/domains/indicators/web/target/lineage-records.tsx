/** The bottom of lineage: single reported entries, and the records behind a measure. */
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { FigureText } from '#ui/figure-text/figure-text.tsx'
import { LockIcon } from '#ui/icons.tsx'
import { useFormats, useText } from '#ui/language/language.ts'
import { ScrollBox } from '#ui/scroll-box.tsx'
import { QueryState } from '#ui/states/query-state.tsx'
import type { Operand, RecordPage, RecordShare, ReportedEntry } from '../../contract.ts'
import { periodWords } from '../../period-messages.ts'
import { indicatorsApi } from '../indicators-api.ts'
import { targetMessages } from './target-messages.ts'

/** A reported figure with who, when and on what evidence, and below it the entries that it corrected. */
export function EntryList(props: { readonly entries: readonly ReportedEntry[]; readonly unit: string }) {
  const text = useText()
  if (props.entries.length === 0)
    return <p className="soft">{text(targetMessages['indicators.lineage.no-entries'])}</p>
  return (
    <ul className="lineage__entries">
      {props.entries.map((entry) => (
        <li key={entry.id} className="lineage__entry">
          <Entry entry={entry} unit={props.unit} />
        </li>
      ))}
    </ul>
  )
}

function Entry({ entry, unit }: { readonly entry: ReportedEntry; readonly unit: string }) {
  const text = useText()
  const formats = useFormats()
  const by = (name: string, at: string | null) => `${name} · ${formats.dateTime(at)}`
  return (
    <>
      <p className="lineage__entry-head">
        <FigureText value={entry.value} unit={unit} />
        {entry.state === 'superseded' ? (
          <span className="lineage__superseded">{text(targetMessages['indicators.lineage.superseded'])}</span>
        ) : null}
      </p>
      <dl className="lineage__facts">
        {entry.unitName ? (
          <>
            <dt>{text(targetMessages['indicators.lineage.unit'])}</dt>
            <dd>{entry.unitName}</dd>
          </>
        ) : null}
        <dt>{text(targetMessages['indicators.lineage.entered'])}</dt>
        <dd>{by(entry.enteredBy, entry.enteredAt)}</dd>
        {entry.publishedBy ? (
          <>
            <dt>{text(targetMessages['indicators.lineage.published'])}</dt>
            <dd>{by(entry.publishedBy, entry.publishedAt)}</dd>
          </>
        ) : null}
        {entry.explanation ? (
          <>
            <dt>{text(targetMessages['indicators.lineage.explanation'])}</dt>
            <dd>{entry.explanation}</dd>
          </>
        ) : null}
        {entry.evidence ? (
          <>
            <dt>{text(targetMessages['indicators.lineage.evidence'])}</dt>
            <dd>
              {entry.evidence.path === null ? (
                <>
                  {entry.evidence.name}{' '}
                  <span className="soft">{text(targetMessages['indicators.lineage.evidence-closed'])}</span>
                </>
              ) : (
                <a href={`/api${entry.evidence.path}`}>{entry.evidence.name}</a>
              )}
            </dd>
          </>
        ) : null}
        {entry.report ? (
          <>
            <dt>{text(targetMessages['indicators.lineage.report'])}</dt>
            <dd>
              <Link to={entry.report.link}>
                {text(targetMessages['indicators.lineage.report-of'], {
                  period: text(periodWords(entry.report.period)),
                })}
              </Link>
            </dd>
          </>
        ) : null}
      </dl>
    </>
  )
}

/** What a record is, leading to its page; where the reader may not know, that it is out of reach. */
function RecordName({
  record,
  right,
}: {
  readonly record: RecordShare
  readonly right: RecordPage['right']
}) {
  const text = useText()
  const name = record.label ?? record.recordId
  if (name === null)
    return (
      <span className="soft">
        {text(targetMessages['indicators.lineage.out-of-reach'], { right: right ? text(right.title) : '' })}
      </span>
    )
  return record.link ? <Link to={record.link}>{name}</Link> : name
}

type MeasureOperand = Extract<Operand, { kind: 'measure' }>

/** The records that a measure sums up, a page at a time, each leading to its own page where there is one. */
export function MeasureRecords(props: { readonly operand: MeasureOperand; readonly indicatorId: string }) {
  const { operand, indicatorId } = props
  const text = useText()
  const records = useInfiniteQuery(
    indicatorsApi.explainRecords.infiniteOptions({
      input: (after: string | undefined) => ({
        indicatorId,
        measure: operand.measure,
        region: operand.region.code,
        period: operand.period,
        where: Object.entries(operand.where).map(([name, value]) => `${name}=${value}`),
        limit: 20,
        after,
      }),
      initialPageParam: undefined,
      getNextPageParam: (page) => page.next ?? undefined,
    }),
  )
  return (
    <QueryState query={records} lines={4}>
      {({ pages }) => (
        <>
          <RecordTable pages={pages} unit={operand.unit} />
          {records.hasNextPage ? (
            <button
              type="button"
              className="plain-button plain-button--small"
              disabled={records.isFetchingNextPage}
              onClick={() => void records.fetchNextPage()}
            >
              {text(targetMessages['indicators.lineage.more'])}
            </button>
          ) : null}
        </>
      )}
    </QueryState>
  )
}

/** The records of the pages so far; without their names for whoever lacks the right to these. */
function RecordTable(props: { readonly pages: readonly RecordPage[]; readonly unit: string }) {
  const text = useText()
  const items = props.pages.flatMap((page) => page.items)
  const right = props.pages[0]?.right ?? null
  const named = right === null || right.held
  if (items.length === 0)
    return <p className="soft">{text(targetMessages['indicators.lineage.no-records'])}</p>
  return (
    <>
      {named ? null : (
        <p className="lineage__withheld">
          <LockIcon />
          <span>{text(targetMessages['indicators.lineage.withheld'], { right: text(right.title) })}</span>
        </p>
      )}
      <ScrollBox label={text(targetMessages['indicators.lineage.records'])}>
        <table className="plain-table lineage__records">
          <thead>
            <tr>
              {named ? <th scope="col">{text(targetMessages['indicators.lineage.record'])}</th> : null}
              <th scope="col">{text(targetMessages['indicators.lineage.date'])}</th>
              <th scope="col">{text(targetMessages['indicators.districts.region'])}</th>
              <th scope="col">{text(targetMessages['indicators.lineage.details'])}</th>
              <th scope="col" className="number">
                {text(targetMessages['indicators.lineage.part'])}
              </th>
            </tr>
          </thead>
          <tbody>
            {items.map((record, index) => (
              // Rows are only ever added at the end, and not all of them have an id.
              <tr key={record.recordId ?? index}>
                {named ? (
                  <td
                    className={
                      record.label === null && record.recordId !== null ? 'lineage__id' : 'lineage__label'
                    }
                  >
                    <RecordName record={record} right={right} />
                  </td>
                ) : null}
                <td className="lineage__date">{record.date}</td>
                <td>{record.region.name}</td>
                <td>{record.details.map((detail) => text(detail)).join(' · ')}</td>
                <td className="number">
                  <FigureText value={record.value} unit={props.unit} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </>
  )
}
