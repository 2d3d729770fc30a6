import { useEffect, useId, useRef } from 'react'
import SignaturePad from 'signature_pad'
import { useText } from '#ui/language/language.ts'
import type { RecordGap, Signature } from '../../../inspections/record-contract.ts'
import { inspectionMessages } from '../inspections-messages.ts'
import { Choices } from './check-field.tsx'
import { usePhone } from './phone.ts'
import { phoneMessages } from './phone-messages.ts'
import { blobOf, keptPicture } from './picture.ts'

const kinds = ['drawn', 'typed', 'refused'] as const

/** Nobody has signed yet. */
export const blankSignature: Signature = { name: '', kind: 'drawn', fileId: null }

/** The signature of the inspected: drawn with a finger, or typed by who cannot draw, or refused. */
export function SignatureField(props: {
  readonly inspectionId: string
  readonly signature: Signature | null
  readonly gaps: readonly RecordGap[]
  /** Told how the signature changes, whatever it is by then: what was drawn takes a moment to be kept. */
  readonly onChange: (of: (signature: Signature) => Signature) => void
}) {
  const text = useText()
  const nameId = useId()
  const { onChange } = props
  const signature = props.signature ?? blankSignature
  return (
    <fieldset className="card phone-check">
      <legend>{text(inspectionMessages['supervision.signature'])}</legend>
      <Choices
        name="signature"
        options={kinds.map((value) => ({ value, label: text(phoneMessages[`supervision.sign-${value}`]) }))}
        value={signature.kind}
        onChange={(kind) => onChange((present) => ({ ...present, kind, fileId: null }))}
      />
      {signature.kind === 'refused' ? null : (
        <label htmlFor={nameId} className="phone-label">
          {text(phoneMessages['supervision.signer'])}
          <input
            id={nameId}
            type="text"
            maxLength={100}
            autoComplete="off"
            value={signature.name}
            onChange={({ target }) => onChange((present) => ({ ...present, name: target.value }))}
          />
        </label>
      )}
      {signature.kind === 'drawn' ? (
        <Pad
          inspectionId={props.inspectionId}
          kept={signature.fileId}
          onKept={(fileId) => onChange((present) => ({ ...present, fileId }))}
        />
      ) : null}
      {props.gaps.map((gap) => (
        <p key={gap.message.zh} className="phone-gap" role="alert">
          {text(gap.message)}
        </p>
      ))}
    </fieldset>
  )
}

/** The box to sign in; what is drawn is kept when the finger is lifted. */
function Pad(props: {
  readonly inspectionId: string
  readonly kept: string | null
  readonly onKept: (fileId: string | null) => void
}) {
  const text = useText()
  const [phone, view] = usePhone()
  const canvas = useRef<HTMLCanvasElement>(null)
  const pad = useRef<SignaturePad>(null)
  const keep = useRef<() => Promise<void>>(async () => {})
  keep.current = async () => {
    const element = canvas.current
    if (!element) return
    const picture = await keptPicture(await blobOf(element, 'image/png'), {
      inspectionId: props.inspectionId,
      kind: 'signature',
      checkKey: null,
    })
    await phone.keepPicture(picture)
    if (props.kept !== null) await phone.dropPicture(props.kept)
    props.onKept(picture.id)
  }
  useEffect(() => {
    const element = canvas.current
    if (!element) return undefined
    // As many pixels as the screen has, or the line would be blurred.
    const ratio = Math.max(globalThis.devicePixelRatio, 1)
    element.width = element.offsetWidth * ratio
    element.height = element.offsetHeight * ratio
    element.getContext('2d')?.scale(ratio, ratio)
    const made = new SignaturePad(element, { backgroundColor: '#ffffff', penColor: '#0b1017' })
    pad.current = made
    made.addEventListener('endStroke', () => void keep.current())
    return () => made.off()
  }, [])
  // Said only once picture and form are on the device: whoever closes the page before would lose the signature.
  const isKept = !view.saving && view.pictures.some((picture) => picture.id === props.kept)
  return (
    <div className="phone-pad">
      <p className="soft">{text(phoneMessages['supervision.sign-here'])}</p>
      <canvas
        ref={canvas}
        className="phone-pad__canvas"
        aria-label={text(phoneMessages['supervision.sign-here'])}
      />
      <div className="phone-choices">
        <button
          type="button"
          className="plain-button phone-button"
          onClick={() => {
            pad.current?.clear()
            props.onKept(null)
          }}
        >
          {text(phoneMessages['supervision.sign-clear'])}
        </button>
        <span role="status">{isKept ? text(phoneMessages['supervision.signed']) : null}</span>
      </div>
    </div>
  )
}
