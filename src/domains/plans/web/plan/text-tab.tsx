import { useText } from '#ui/language/language.ts'
import type { VersionDetail } from '../../contract.ts'
import { plansMessages } from '../../messages.ts'
import { FigureLine, UnitsLine } from '../figure-line.tsx'
import { OutlineList } from '../review/outline-list.tsx'
import type { EntryKey } from '../review/passages.ts'
import { reviewMessages } from '../review/review-messages.ts'
import { SourceText } from '../review/source-text.tsx'

const isKey = (entry: string | undefined): entry is EntryKey =>
  entry !== undefined && /^(target|task|heading):/.test(entry)

/** The document itself with its outline; pressing a mark says what was read from it. */
export function TextTab(props: {
  readonly detail: VersionDetail
  readonly entry: string | undefined
  readonly onChoose: (entry: EntryKey) => void
}) {
  const { detail, onChoose } = props
  const text = useText()
  const chosen = isKey(props.entry) ? props.entry : undefined
  return (
    <div className="plan-text">
      <nav className="card plan-text__outline" aria-label={text(plansMessages['plans.outline'])}>
        <OutlineList outline={detail.outline} chosen={chosen} onChoose={onChoose} />
      </nav>
      <div className="plan-text__source">
        <SourceText
          version={detail}
          label={text(reviewMessages['plans.review.source'])}
          chosen={chosen}
          onChoose={onChoose}
          showsReview={false}
        />
        <ChosenEntry detail={detail} chosen={chosen} />
      </div>
    </div>
  )
}

/** What the chosen mark stands for. */
function ChosenEntry(props: { readonly detail: VersionDetail; readonly chosen: EntryKey | undefined }) {
  const text = useText()
  const target = props.detail.targets.find((one) => `target:${one.id}` === props.chosen)
  const task = props.detail.tasks.find((one) => `task:${one.id}` === props.chosen)
  const item = target ?? task
  if (!item) return null
  return (
    <div className="plan-text__chosen" role="status">
      {target ? (
        <>
          <strong>
            {target.action} {target.indicator}
          </strong>
          <FigureLine figure={target} />
          {target.year === null ? null : (
            <span>{text(reviewMessages['plans.review.deadline'], { year: target.year })}</span>
          )}
        </>
      ) : (
        <strong>{task?.heading}</strong>
      )}
      {item.units.length > 0 ? (
        <span className="soft">
          <UnitsLine units={item.units} most={6} />
        </span>
      ) : (
        <span className="soft">{text(reviewMessages['plans.review.no-units'])}</span>
      )}
    </div>
  )
}
