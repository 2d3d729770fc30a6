import { useState } from 'react'
import { useText } from '#ui/language/language.ts'
import type { Location } from '../../../inspections/record-contract.ts'
import { inspectionMessages } from '../inspections-messages.ts'
import { phoneMessages } from './phone-messages.ts'

/** Where the phone is, when the inspector lets it say so. */
export function PlaceField(props: {
  readonly location: Location | null
  readonly onChange: (location: Location) => void
}) {
  const text = useText()
  const [state, setState] = useState<'idle' | 'asking' | 'refused'>('idle')
  const { location } = props
  const ask = () => {
    setState('asking')
    navigator.geolocation.getCurrentPosition(
      ({ coords, timestamp }) => {
        setState('idle')
        props.onChange({
          latitude: coords.latitude,
          longitude: coords.longitude,
          accuracy: coords.accuracy,
          at: new Date(timestamp).toISOString(),
        })
      },
      () => setState('refused'),
      { enableHighAccuracy: true, timeout: 20_000, maximumAge: 60_000 },
    )
  }
  return (
    <section className="card phone-check">
      <h2>{text(inspectionMessages['supervision.location'])}</h2>
      <p role="status">
        {location
          ? text(inspectionMessages['supervision.location-value'], {
              latitude: location.latitude.toFixed(5),
              longitude: location.longitude.toFixed(5),
              accuracy: Math.round(location.accuracy),
            })
          : state === 'refused'
            ? text(phoneMessages['supervision.location-refused'])
            : text(inspectionMessages['supervision.no-location'])}
      </p>
      <button type="button" className="plain-button phone-button" disabled={state === 'asking'} onClick={ask}>
        {text(phoneMessages[state === 'asking' ? 'supervision.locating' : 'supervision.locate'])}
      </button>
    </section>
  )
}
