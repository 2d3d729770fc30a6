/** Tells the people of the enterprises that a result concerns what has become of it. */
import type { Scope } from '#kernel/db/scope.ts'
import { formatMessage } from '#kernel/language/messages.ts'
import { notify } from '#kernel/notify/notify.ts'
import { ownNews } from '../messages.ts'
import type { SampleRow } from '../tables.ts'
import { accountsConcerned } from './own-store.ts'

/** Steps that an enterprise is told of; correction is the producer's alone. */
type OwnNews = keyof typeof ownNews

/** Within the step's transaction: they are told if and only if it happens. Nobody is told where no account is linked. */
export async function tellEnterprises(
  scope: Scope,
  sample: Pick<SampleRow, 'id' | 'product_name' | 'sheet_number'>,
  news: OwnNews,
): Promise<void> {
  const users = await accountsConcerned(scope, sample.id, news === 'correction')
  if (users.length === 0) return
  const say = (locale: 'zh' | 'en') =>
    formatMessage(ownNews[news], locale, { product: sample.product_name, sheet: sample.sheet_number })
  await notify(scope, {
    recipients: { users },
    message: { zh: say('zh'), en: say('en') },
    link: `/my/spot-checks/${sample.id}`,
  })
}
