import { useText } from '#ui/language/language.ts'
import type { Matter, Penalty } from '../../lists/lists-contract.ts'
import { PenaltyApplication } from './application-form.tsx'
import { listsApi } from './lists-api.ts'
import { listWords } from './lists-words.ts'
import { PenaltyCard, usePenaltyStanding } from './penalty-card.tsx'

/** An enterprise's penalties: how long each is public, from when it may be repaired, and the application. */
export function MyPenalties(props: {
  readonly penalties: readonly Penalty[]
  readonly matters: readonly Matter[]
  readonly refresh: () => Promise<unknown>
}) {
  const text = useText()
  const open = new Set(props.matters.filter((matter) => !matter.done).map((matter) => matter.recordId))
  return (
    <section className="stack">
      <h2>{text(listWords.penalties)}</h2>
      {props.penalties.length === 0 ? <p>{text(listWords.penaltiesNone)}</p> : null}
      {props.penalties.map((penalty) => (
        <MyPenalty
          key={penalty.id}
          penalty={penalty}
          applied={open.has(penalty.id)}
          refresh={props.refresh}
        />
      ))}
    </section>
  )
}

function MyPenalty(props: {
  readonly penalty: Penalty
  readonly applied: boolean
  readonly refresh: () => Promise<unknown>
}) {
  const { penalty, applied } = props
  const text = useText()
  const standing = usePenaltyStanding(penalty, applied)
  return (
    <PenaltyCard
      penalty={penalty}
      head={applied ? <span className="soft">{text(listWords.penaltyApplied)}</span> : null}
    >
      {standing.open ? (
        <div className="row">
          <PenaltyApplication
            penalty={penalty}
            label={text(listWords['apply.repair'])}
            disabled={standing.early}
            primary
            send={async (application) => {
              await listsApi.applyForMyPenalty.call({ recordId: penalty.id, ...application })
              await props.refresh()
            }}
          />
        </div>
      ) : null}
    </PenaltyCard>
  )
}
