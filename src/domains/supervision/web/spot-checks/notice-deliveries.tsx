import { useFormats, useText } from '#ui/language/language.ts'
import { partyTitles } from '../../spot-checks/messages.ts'
import { words } from './spot-check-words.ts'
import type { SampleView } from './spot-checks-api.ts'

/** When each party received the notice, and until when it may object. */
export function NoticeDeliveries({ sample }: { readonly sample: SampleView }) {
  const text = useText()
  const formats = useFormats()
  return sample.deliveries.map((one) => (
    <div key={one.party}>
      <strong>{one.addressee}</strong> <span className="soft">{text(partyTitles[one.party])}</span>
      <div className="soft">
        {text(words['spot-checks.received-object-until'], {
          received: formats.date(one.receivedOn),
          until: formats.date(one.objectUntil),
        })}
      </div>
    </div>
  ))
}
