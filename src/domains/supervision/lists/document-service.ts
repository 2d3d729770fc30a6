/** Making the documents of a matter. */
import { recordAudit } from '#kernel/audit/audit.ts'
import { localDate } from '#kernel/calendar/calendar.ts'
import type { Scope } from '#kernel/db/scope.ts'
import { remediesInWords } from '../papers/remedies.ts'
import { officialDocument } from './document-texts.ts'
import { entryOf } from './list-service.ts'
import { findGround } from './list-store.ts'
import type { DocumentName } from './lists-contract.ts'
import { listError } from './lists-errors.ts'
import type { NamedMatterRow } from './matter-store.ts'
import { findPenalty } from './penalty-service.ts'

const mediaType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/**
 * A document of a matter as a Word file.
 *
 * @throws `lists.no-such-document` before the step that it belongs to
 */
export async function matterDocument(
  scope: Scope,
  matter: NamedMatterRow,
  name: DocumentName,
): Promise<File> {
  const entry = await entryOf(scope, matter)
  const record = matter.record_id === null ? undefined : await findPenalty(scope, matter.record_id)
  const ground = await findGround(scope, entry?.ground ?? matter.content.proposal?.ground ?? '')
  const about = record
    ? { title: record.summary, source: '', clause: null, cure: '' }
    : ground && {
        title: ground.title_zh,
        source: ground.source,
        clause: ground.clause,
        cure: ground.cure_zh,
      }
  const document =
    about &&
    (await officialDocument(
      {
        kind: matter.kind,
        state: matter.state,
        content: matter.content,
        enterprise: { name: matter.name, creditCode: matter.credit_code },
        ground: about,
        entry: record
          ? {
              authority: record.authority,
              decisionNumber: record.number,
              enteredOn: record.decided_on,
              facts: record.summary,
            }
          : entry && {
              authority: entry.authority,
              decisionNumber: entry.decision_number,
              enteredOn: entry.entered_on,
              facts: entry.facts,
            },
        today: localDate(scope.now),
        remediesOn: (day, paper) => remediesInWords(scope, { decision: '本决定', paper }, day),
      },
      name,
    ))
  if (!document) throw listError('lists.no-such-document')
  recordAudit(scope, {
    action: 'lists.make-document',
    objectType: 'case',
    objectId: matter.id,
    objectLabel: `${document.name} ${document.number}`,
  })
  // The maker of Word files is large; it loads when the first one is asked for.
  const { documentFile } = await import('./official-document.ts')
  return new File([await documentFile(document)], `${document.name}（${matter.name}）.docx`, {
    type: mediaType,
  })
}
