import { useEffect, useId, useMemo, useState } from 'react'
import { useText } from '#ui/language/language.ts'
import { uiMessages } from '#ui/ui-messages.ts'
import type { Check } from '../../../draws/register-contract.ts'
import { type Answer, isProblem, type RecordGap } from '../../../inspections/record-contract.ts'
import { inspectionMessages } from '../inspections-messages.ts'
import { usePhone } from './phone.ts'
import { phoneMessages } from './phone-messages.ts'
import type { KeptPicture } from './phone-store.ts'
import { keptPhoto } from './picture.ts'

/** Nothing answered yet. */
export const blankAnswer: Answer = { value: null, remark: '', photos: [] }

/** One check of the form, as the item's data describes it. */
export function CheckField(props: {
  readonly number: number
  readonly inspectionId: string
  readonly check: Check
  readonly answer: Answer | undefined
  readonly gaps: readonly RecordGap[]
  /** Told how the answer changes, whatever it is by then. */
  readonly onChange: (of: (answer: Answer) => Answer) => void
}) {
  const text = useText()
  const remarkId = useId()
  const { check, answer = blankAnswer, onChange } = props
  const problem = isProblem(check, answer)
  return (
    <fieldset className={problem ? 'card phone-check phone-check--problem' : 'card phone-check'}>
      <legend>
        {props.number}. {check.title}
      </legend>
      {check.requirement ? <p className="soft">{check.requirement}</p> : null}
      <p className="soft phone-check__needs">
        {[
          check.required ? text(phoneMessages['supervision.required']) : '',
          check.photo === 'required' ? text(phoneMessages['supervision.photo-required']) : '',
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <ValueField
        check={check}
        answer={answer}
        onChange={(value) => onChange((present) => ({ ...present, value }))}
      />
      {problem || answer.remark !== '' ? (
        <label htmlFor={remarkId} className="phone-label">
          {text(phoneMessages['supervision.answer-remark'])}
          <textarea
            id={remarkId}
            rows={2}
            value={answer.remark}
            maxLength={1000}
            onChange={({ target }) => onChange((present) => ({ ...present, remark: target.value }))}
          />
        </label>
      ) : null}
      {check.photo === 'none' ? null : (
        <Photos
          title={check.title}
          inspectionId={props.inspectionId}
          checkKey={check.key}
          photos={answer.photos}
          onChange={(of) => onChange((present) => ({ ...present, photos: [...of(present.photos)] }))}
        />
      )}
      {props.gaps.map((gap) => (
        <p key={gap.message.zh} className="phone-gap" role="alert">
          {text(gap.message)}
        </p>
      ))}
    </fieldset>
  )
}

const conformity = ['conforms', 'fails', 'not-applicable'] as const

function ValueField(props: {
  readonly check: Check
  readonly answer: Answer
  readonly onChange: (value: Answer['value']) => void
}) {
  const text = useText()
  const { check, answer, onChange } = props
  if (check.kind === 'conformity' || check.kind === 'choice') {
    const options =
      check.kind === 'conformity'
        ? conformity.map((value) => ({
            value,
            label: text(inspectionMessages[`supervision.answer.${value}`]),
          }))
        : (check.options ?? []).map((value) => ({ value, label: value }))
    return <Choices name={check.key} options={options} value={answer.value} onChange={onChange} />
  }
  if (check.kind === 'number')
    return (
      <label className="phone-label">
        {text(phoneMessages['supervision.range'], {
          minimum: check.minimum ?? '—',
          maximum: check.maximum ?? '—',
          unit: check.unit ?? '',
        })}
        <input
          type="number"
          inputMode="decimal"
          step="any"
          value={typeof answer.value === 'number' ? answer.value : ''}
          onChange={(event) => onChange(event.target.value === '' ? null : Number(event.target.value))}
        />
      </label>
    )
  return (
    <label className="phone-label">
      <span className="visually-hidden">{check.title}</span>
      <textarea
        rows={3}
        maxLength={2000}
        value={typeof answer.value === 'string' ? answer.value : ''}
        onChange={(event) => onChange(event.target.value)}
      />
    </label>
  )
}

/** Large buttons of which one is chosen; radio buttons underneath, for keyboards and readers. */
export function Choices<Value extends string>(props: {
  readonly name: string
  readonly options: ReadonlyArray<{ readonly value: Value; readonly label: string }>
  readonly value: unknown
  readonly onChange: (value: Value) => void
}) {
  const group = useId()
  return (
    <div className="phone-choices">
      {props.options.map((option) => (
        <label
          key={option.value}
          className={props.value === option.value ? 'phone-choice phone-choice--chosen' : 'phone-choice'}
        >
          <input
            type="radio"
            name={`${group}-${props.name}`}
            checked={props.value === option.value}
            onChange={() => props.onChange(option.value)}
          />
          {option.label}
        </label>
      ))}
    </div>
  )
}

/** Photos of a check: taken with the camera, made smaller, kept on the phone. */
export function Photos(props: {
  readonly title: string
  readonly inspectionId: string
  readonly checkKey: string
  readonly photos: readonly string[]
  /** Told how the photos change: taking one lasts, and another may have been taken or removed meanwhile. */
  readonly onChange: (of: (photos: readonly string[]) => readonly string[]) => void
}) {
  const text = useText()
  const [phone, view] = usePhone()
  const [failed, setFailed] = useState(false)
  const { inspectionId, checkKey, photos, onChange } = props
  const add = async (file: File) => {
    try {
      const picture = await keptPhoto(file, { inspectionId, kind: 'photo', checkKey })
      await phone.keepPicture(picture)
      setFailed(false)
      onChange((present) => [...present, picture.id])
    } catch {
      setFailed(true)
    }
  }
  return (
    <div className="phone-photos">
      {photos.map((id, index) => (
        <Photo
          key={id}
          title={`${text(inspectionMessages['supervision.photo-of'], { title: props.title })} ${index + 1}`}
          picture={view.pictures.find((one) => one.id === id)}
          onRemove={() => {
            onChange((present) => present.filter((one) => one !== id))
            void phone.dropPicture(id)
          }}
        />
      ))}
      <label className="plain-button phone-button phone-photos__add">
        {text(phoneMessages['supervision.add-photo'])}
        <input
          type="file"
          accept="image/*"
          capture="environment"
          className="visually-hidden"
          aria-label={`${text(uiMessages['ui.before'], { name: text(phoneMessages['supervision.add-photo']) })}${props.title}`}
          onChange={(event) => {
            const [file] = event.target.files ?? []
            if (file) void add(file)
            event.target.value = ''
          }}
        />
      </label>
      {failed ? (
        <p className="phone-gap" role="alert">
          {text(phoneMessages['supervision.photo-failed'])}
        </p>
      ) : null}
    </div>
  )
}

function Photo(props: {
  readonly title: string
  readonly picture: KeptPicture | undefined
  readonly onRemove: () => void
}) {
  const text = useText()
  const { picture } = props
  const address = useMemo(() => (picture ? URL.createObjectURL(picture.blob) : undefined), [picture])
  useEffect(() => () => (address ? URL.revokeObjectURL(address) : undefined), [address])
  return (
    <figure className="phone-photo">
      {address ? <img src={address} alt={props.title} /> : <span>{props.title}</span>}
      <button type="button" className="plain-button phone-button" onClick={props.onRemove}>
        {text(phoneMessages['supervision.remove-photo'])}
      </button>
    </figure>
  )
}
