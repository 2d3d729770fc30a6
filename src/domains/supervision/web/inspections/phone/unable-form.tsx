import { useId, useState } from 'react'
import { useText } from '#ui/language/language.ts'
import { type Location, UnableOutcome, type UnableRecord } from '../../../inspections/record-contract.ts'
import type { TaskView } from '../inspections-api.ts'
import { Choices, Photos } from './check-field.tsx'
import { phoneMessages } from './phone-messages.ts'
import { PlaceField } from './place-field.tsx'

/** There was nothing to inspect: why, with photos and place. */
export function UnableForm(props: {
  readonly task: TaskView
  readonly onBack: () => void
  readonly onGiven: (given: UnableRecord) => void
}) {
  const text = useText()
  const remarkId = useId()
  const [outcome, setOutcome] = useState<UnableRecord['outcome']>()
  const [remark, setRemark] = useState('')
  const [photos, setPhotos] = useState<readonly string[]>([])
  const [location, setLocation] = useState<Location | null>(null)
  const ready = outcome !== undefined && remark.trim() !== ''
  return (
    <>
      <fieldset className="card phone-check">
        <legend>{text(phoneMessages['supervision.unable-why'])}</legend>
        <Choices
          name="unable"
          options={UnableOutcome.options.map((value) => ({
            value,
            label: text(phoneMessages[`supervision.unable.${value}`]),
          }))}
          value={outcome}
          onChange={setOutcome}
        />
        <label htmlFor={remarkId} className="phone-label">
          {text(phoneMessages['supervision.unable-remark'])}
          <textarea
            id={remarkId}
            rows={4}
            maxLength={4000}
            value={remark}
            onChange={(event) => setRemark(event.target.value)}
          />
        </label>
        <Photos
          title={text(phoneMessages['supervision.unable'])}
          inspectionId={props.task.id}
          checkKey="unable"
          photos={photos}
          onChange={setPhotos}
        />
      </fieldset>
      <PlaceField location={location} onChange={setLocation} />
      <div className="phone-foot">
        <button type="button" className="plain-button phone-button" onClick={props.onBack}>
          {text(phoneMessages['supervision.back'])}
        </button>
        <button
          type="button"
          className="plain-button plain-button--primary phone-button phone-button--main"
          disabled={!ready}
          onClick={() => {
            if (outcome) props.onGiven({ outcome, remark: remark.trim(), location, photos: [...photos] })
          }}
        >
          {text(phoneMessages['supervision.hand-in'])}
        </button>
      </div>
    </>
  )
}
