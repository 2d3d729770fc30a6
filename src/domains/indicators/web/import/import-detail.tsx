import { useFormats, useLocale, useText } from '#ui/language/language.ts'
import { ScrollBox } from '#ui/scroll-box.tsx'
import { StateTag } from '#ui/state-tag/state-tag.tsx'
import {
  columnTitles,
  type ImportFinding,
  type ImportOutline,
} from '../../observation-import/import-contract.ts'
import { periodWords } from '../../period-messages.ts'
import { importMessages } from './import-messages.ts'

const tones = { error: 'behind', explain: 'at-risk', explained: 'no-data' } as const

/** As many as the API gives. */
const mostGiven = 200

/** What is wrong with the rows, and what would be right. */
export function ImportFindings({ findings }: { readonly findings: readonly ImportFinding[] }) {
  const text = useText()
  return (
    <>
      <h3>{text(importMessages['imports.findings'])}</h3>
      {findings.length >= mostGiven ? (
        <p className="soft">{text(importMessages['imports.findings-cut'], { count: mostGiven })}</p>
      ) : null}
      <ScrollBox label={text(importMessages['imports.findings'])} className="imports__list">
        <table className="plain-table imports__findings">
          <thead>
            <tr>
              <th scope="col" className="number">
                {text(importMessages['imports.line'])}
              </th>
              <th scope="col">{text(importMessages['imports.column'])}</th>
              <th scope="col">{text(importMessages['imports.found'])}</th>
              <th scope="col">{text(importMessages['imports.problem'])}</th>
            </tr>
          </thead>
          <tbody>
            {findings.map((finding) => (
              <tr key={`${finding.line} ${finding.column} ${finding.message.en}`}>
                <th scope="row" className="number">
                  {finding.line}
                </th>
                <td>{finding.column === null ? '—' : text(columnTitles[finding.column])}</td>
                <td>{finding.found || '—'}</td>
                <td>
                  <span className="imports__problem">
                    <StateTag
                      state={tones[finding.severity]}
                      word={text(importMessages[`imports.${finding.severity}`])}
                    />
                    <span>{text(finding.message)}</span>
                    {finding.remedy ? <span className="soft">{text(finding.remedy)}</span> : null}
                  </span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </>
  )
}

/** What the file holds, by indicator. */
export function ImportContent({ outline }: { readonly outline: readonly ImportOutline[] }) {
  const text = useText()
  const locale = useLocale()
  const formats = useFormats()
  return (
    <>
      <h3>{text(importMessages['imports.content'])}</h3>
      <ScrollBox label={text(importMessages['imports.content'])} className="imports__list">
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{text(importMessages['imports.indicator'])}</th>
              <th scope="col" className="number">
                {text(importMessages['imports.rows'])}
              </th>
              <th scope="col" className="number">
                {text(importMessages['imports.regions'])}
              </th>
              <th scope="col">{text(importMessages['imports.periods'])}</th>
            </tr>
          </thead>
          <tbody>
            {outline.map(({ indicator, rows, regions, firstPeriod, lastPeriod }) => (
              <tr key={indicator.id}>
                <th scope="row">{locale === 'zh' ? indicator.nameZh : indicator.nameEn}</th>
                <td className="number">{formats.number(rows)}</td>
                <td className="number">{formats.number(regions)}</td>
                <td>
                  {periodWords(firstPeriod)[locale]}
                  {lastPeriod === firstPeriod ? '' : ` – ${periodWords(lastPeriod)[locale]}`}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </>
  )
}
