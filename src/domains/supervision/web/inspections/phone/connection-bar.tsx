import { useEffect, useState } from 'react'
import { WarningIcon } from '#ui/icons.tsx'
import { useFormats, useText } from '#ui/language/language.ts'
import { keepOffline } from './keep-offline.ts'
import { usePhone } from './phone.ts'
import { phoneMessages } from './phone-messages.ts'

/** Says whether there is a network, and what still waits to be sent. */
export function ConnectionBar() {
  const text = useText()
  const formats = useFormats()
  const [phone, view] = usePhone()
  const [kept, setKept] = useState(false)
  useEffect(() => void keepOffline().then(setKept), [])
  const waiting = view.outbox.filter((one) => one.state === 'waiting').length
  return (
    <div className={`phone-bar phone-bar--${view.connection}`} role="status">
      <span className="phone-bar__words">
        {view.connection === 'offline' ? <WarningIcon /> : null}
        <strong>{text(phoneMessages[`supervision.${view.connection}`])}</strong>
        <span>
          {waiting > 0
            ? text(phoneMessages['supervision.waiting'], { count: waiting })
            : text(phoneMessages['supervision.all-sent'])}
        </span>
        {kept ? <span className="soft">{text(phoneMessages['supervision.kept-offline'])}</span> : null}
        {view.refreshedAt ? (
          <span className="soft">
            {text(phoneMessages['supervision.refreshed'], { time: formats.dateTime(view.refreshedAt) })}
          </span>
        ) : null}
      </span>
      <button type="button" className="plain-button phone-button" onClick={() => void phone.refresh()}>
        {text(phoneMessages['supervision.refresh'])}
      </button>
    </div>
  )
}
