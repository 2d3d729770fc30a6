import { useFormats, useText } from '#ui/language/language.ts'
import { RowTable } from '#ui/table/row-table.tsx'
import { purposeTitles } from '../../spot-checks/messages.ts'
import { planWords } from './plan-words.ts'
import { words } from './spot-check-words.ts'
import type { PlanDetailView } from './spot-checks-api.ts'

type Change = PlanDetailView['revisions'][number]['changes'][number]

/** What a version of a plan has otherwise than the one before. */
export function PlanChanges({ changes }: { readonly changes: readonly Change[] }) {
  const text = useText()
  const formats = useFormats()
  const terms = (side: Change['before'], none: string): string =>
    side
      ? text(planWords['spot-checks.change-terms'], {
          batches: formats.number(side.batches),
          cost: formats.number(side.costPerBatch),
          purchase: formats.number(side.purchasePerBatch),
        })
      : none
  if (changes.length === 0) return <p className="soft">{text(planWords['spot-checks.changes-none'])}</p>
  return (
    <RowTable
      label={text(planWords['spot-checks.changes'])}
      rows={changes}
      rowKey={(change) => change.lineId}
      columns={[
        {
          key: 'line',
          title: text(words['spot-checks.category']),
          card: 'title',
          render: ({ category, purpose }) => (
            <>
              {category.name} <span className="soft">{text(purposeTitles[purpose])}</span>
            </>
          ),
        },
        {
          key: 'before',
          title: text(planWords['spot-checks.change-before']),
          render: ({ before }) => terms(before, text(planWords['spot-checks.change-new'])),
        },
        {
          key: 'after',
          title: text(planWords['spot-checks.change-after']),
          render: ({ after }) => terms(after, text(planWords['spot-checks.change-removed'])),
        },
      ]}
    />
  )
}

/** The revisions that were adopted, each with its reason and what it changed. */
export function PlanRevisions({ revisions }: { readonly revisions: PlanDetailView['revisions'] }) {
  const text = useText()
  const formats = useFormats()
  if (revisions.length === 0) return null
  return (
    <section className="card stack" aria-labelledby="revisions">
      <h2 id="revisions">{text(planWords['spot-checks.revisions'])}</h2>
      {revisions.map((revision) => (
        <div key={revision.number} className="stack">
          <p>
            {text(planWords['spot-checks.revision-by'], {
              number: revision.number,
              reason: revision.reason,
              drafter: revision.draftedBy,
              adopter: revision.adoptedBy,
              date: formats.date(revision.adoptedAt),
            })}
          </p>
          <PlanChanges changes={revision.changes} />
        </div>
      ))}
    </section>
  )
}
