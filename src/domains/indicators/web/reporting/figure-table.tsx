import { Input } from 'antd'
import { type ClipboardEvent, useId } from 'react'
import { FigureText as Figure } from '#ui/figure-text/figure-text.tsx'
import { useFormats, useLocale, useText } from '#ui/language/language.ts'
import { type State, StateTag } from '#ui/state-tag/state-tag.tsx'
import { periodWords } from '../../period-messages.ts'
import { Evidence } from './evidence.tsx'
import { figureKey, type ReportDetail, type ReportFigure } from './reporting-api.ts'
import { reportingMessages } from './reporting-messages.ts'
import { type FigureDraft, typedNumber } from './use-figure-draft.ts'

type Finding = ReportDetail['findings'][number]

const tones: Readonly<Record<Finding['severity'], State>> = {
  error: 'behind',
  explain: 'at-risk',
  explained: 'on-track',
  notice: 'no-data',
}

/** The id of a figure's field, so that a list of findings can lead there. */
export const fieldId = (key: string): string => `figure-${key.replaceAll('/', '-')}`

/**
 * The figures of a report with what was reported before beside them; to be filled in when a draft is given, to be
 * read else.
 */
export function FigureTable(props: {
  readonly detail: ReportDetail
  readonly items: readonly ReportFigure[]
  readonly findings: readonly Finding[]
  readonly draft?: FigureDraft
  readonly onHistory: (item: ReportFigure) => void
  readonly onChanged?: () => unknown
}) {
  const text = useText()
  const { draft, items } = props
  const byKey = Map.groupBy(props.findings, figureKey)
  const several = new Set(items.map((item) => item.period)).size > 1
  const paste = (start: number) => (event: ClipboardEvent) => {
    const lines = event.clipboardData
      .getData('text/plain')
      .replace(/\r?\n$/, '')
      .split(/\r?\n/)
    if (!draft || (lines.length === 1 && !lines[0]?.includes('\t'))) return
    event.preventDefault()
    for (const [step, line] of lines.entries()) {
      const item = items[start + step]
      const [value = '', explanation] = line.split('\t')
      if (item) draft.change(figureKey(item), { value, ...(explanation ? { explanation } : {}) })
    }
  }
  return (
    <table className="plain-table report-table">
      <thead>
        <tr>
          <th scope="col">{text(reportingMessages['reporting.indicator'])}</th>
          <th scope="col" className="number">
            {text(reportingMessages['reporting.last-year'])}
          </th>
          <th scope="col" className="number">
            {text(reportingMessages['reporting.previous'])}
          </th>
          <th scope="col">{text(reportingMessages['reporting.value'])}</th>
          <th scope="col">{text(reportingMessages['reporting.explanation'])}</th>
        </tr>
      </thead>
      <tbody>
        {items.map((item, index) => (
          <FigureRow
            key={figureKey(item)}
            detail={props.detail}
            item={item}
            showPeriod={several}
            findings={byKey.get(figureKey(item)) ?? []}
            draft={draft}
            onPaste={paste(index)}
            onHistory={() => props.onHistory(item)}
            onChanged={props.onChanged}
          />
        ))}
      </tbody>
    </table>
  )
}

function FigureRow(props: {
  readonly detail: ReportDetail
  readonly item: ReportFigure
  readonly showPeriod: boolean
  readonly findings: readonly Finding[]
  readonly draft: FigureDraft | undefined
  readonly onPaste: (event: ClipboardEvent) => void
  readonly onHistory: () => void
  readonly onChanged: (() => unknown) | undefined
}) {
  const { item, findings, draft } = props
  const text = useText()
  const locale = useLocale()
  const notes = useId()
  // What is only not filled in yet needs no alarm.
  const worst = findings.find(
    ({ severity, rule }) => (severity === 'error' && rule !== 'missing') || severity === 'explain',
  )
  const mark = draft?.unreadable.has(figureKey(item)) ? 'error' : worst?.severity
  return (
    <tr className={mark && draft ? `report-table__row--${mark}` : undefined}>
      <th scope="row">
        <div>{locale === 'zh' ? item.nameZh : item.nameEn}</div>
        <div className="soft report-table__place">
          {item.regionName}
          {props.showPeriod ? ` · ${periodWords(item.period)[locale]}` : ''}
          {item.unit ? ` · ${item.unit}` : ''}
        </div>
        <div className="report-table__links">
          <details>
            <summary>{text(reportingMessages['reporting.definition'])}</summary>
            <p>{locale === 'zh' ? item.definitionZh : item.definitionEn}</p>
          </details>
          <button type="button" className="report-table__link" onClick={props.onHistory}>
            {text(reportingMessages['reporting.history'])}
          </button>
        </div>
      </th>
      <Past title={text(reportingMessages['reporting.last-year'])} item={item} past={item.lastYear} />
      <Past title={text(reportingMessages['reporting.previous'])} item={item} past={item.previous} />
      <td data-title={text(reportingMessages['reporting.value'])}>
        {draft ? (
          <ValueField item={item} draft={draft} notes={notes} onPaste={props.onPaste} />
        ) : (
          <Figure value={item.value} unit={item.unit} />
        )}
        <Change
          item={item}
          value={draft ? typedNumber(draft.texts.get(figureKey(item))?.value ?? '') : item.value}
        />
        <Findings
          id={notes}
          findings={findings}
          unreadable={draft?.unreadable.has(figureKey(item)) ?? false}
        />
      </td>
      <td data-title={text(reportingMessages['reporting.explanation'])}>
        {draft ? (
          <ExplanationField item={item} draft={draft} />
        ) : (
          <span className="report-table__explanation">{item.explanation ?? ''}</span>
        )}
        <Evidence
          caseId={props.detail.caseId}
          item={item}
          editable={draft !== undefined}
          onChanged={props.onChanged}
        />
      </td>
    </tr>
  )
}

function Past(props: {
  readonly title: string
  readonly item: ReportFigure
  readonly past: ReportFigure['previous']
}) {
  const locale = useLocale()
  return (
    <td className="number" data-title={props.title}>
      <Figure value={props.past?.value} />
      {props.past ? (
        <div className="soft report-table__place">{periodWords(props.past.period)[locale]}</div>
      ) : null}
    </td>
  )
}

/** How far a value is off last year's, and what is published for its place now. */
function Change(props: { readonly item: ReportFigure; readonly value: number | null | undefined }) {
  const { item, value } = props
  const text = useText()
  const formats = useFormats()
  const past = item.lastYear?.value
  const share = typeof value === 'number' && past ? value / past - 1 : undefined
  return (
    <div className="soft report-table__place">
      {share === undefined ? null : (
        <div>
          {text(reportingMessages['reporting.change'], {
            share: `${share > 0 ? '+' : ''}${formats.share(share)}`,
          })}
        </div>
      )}
      {item.published === null || item.published === value ? null : (
        <div>
          {text(reportingMessages['reporting.published-now'], { value: formats.number(item.published) })}
        </div>
      )}
    </div>
  )
}

function ValueField(props: {
  readonly item: ReportFigure
  readonly draft: FigureDraft
  readonly notes: string
  readonly onPaste: (event: ClipboardEvent) => void
}) {
  const { item, draft } = props
  const text = useText()
  const locale = useLocale()
  const key = figureKey(item)
  const name = locale === 'zh' ? item.nameZh : item.nameEn
  return (
    <Input
      id={fieldId(key)}
      className="report-table__value"
      inputMode="decimal"
      autoComplete="off"
      maxLength={40}
      value={draft.texts.get(key)?.value ?? ''}
      suffix={item.unit ? <span className="soft">{item.unit}</span> : null}
      status={draft.unreadable.has(key) ? 'error' : ''}
      aria-label={text(reportingMessages['reporting.value-of'], { name, region: item.regionName })}
      aria-describedby={props.notes}
      aria-invalid={draft.unreadable.has(key)}
      onPaste={props.onPaste}
      onChange={(event) => draft.change(key, { value: event.target.value })}
      onKeyDown={(event) => {
        // Enter goes down, as in a spreadsheet.
        if (event.key !== 'Enter') return
        const fields = [...document.querySelectorAll<HTMLInputElement>('.report-table__value input')]
        const here = fields.findIndex((field) => field.id === fieldId(key))
        fields[here + (event.shiftKey ? -1 : 1)]?.focus()
      }}
    />
  )
}

function ExplanationField(props: { readonly item: ReportFigure; readonly draft: FigureDraft }) {
  const { item, draft } = props
  const text = useText()
  const locale = useLocale()
  const key = figureKey(item)
  const name = locale === 'zh' ? item.nameZh : item.nameEn
  return (
    <Input.TextArea
      autoSize={{ minRows: 1, maxRows: 6 }}
      maxLength={1000}
      value={draft.texts.get(key)?.explanation ?? ''}
      aria-label={text(reportingMessages['reporting.explanation-of'], { name, region: item.regionName })}
      onChange={(event) => draft.change(key, { explanation: event.target.value })}
    />
  )
}

function Findings(props: {
  readonly id: string
  readonly findings: readonly Finding[]
  readonly unreadable: boolean
}) {
  const text = useText()
  return (
    <ul id={props.id} className="report-findings">
      {props.unreadable ? (
        <li>
          <StateTag state="behind" word={text(reportingMessages['reporting.severity.error'])} />
          <span>{text(reportingMessages['reporting.not-a-number'])}</span>
        </li>
      ) : (
        props.findings.map((finding) => (
          <li key={finding.rule}>
            {finding.rule === 'missing' && finding.severity === 'error' ? (
              <StateTag state="no-data" word={text(reportingMessages['reporting.to-fill-in'])} />
            ) : (
              <>
                <StateTag
                  state={tones[finding.severity]}
                  word={text(reportingMessages[`reporting.severity.${finding.severity}`])}
                />
                <span>{text(finding.message)}</span>
              </>
            )}
          </li>
        ))
      )}
    </ul>
  )
}
