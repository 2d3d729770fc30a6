import { Button } from 'antd'
import { type PointerEvent, useRef, useState } from 'react'
import { useText } from '#ui/language/language.ts'
import { useProblemText } from '#ui/states/page-states.tsx'
import { words } from './spot-check-words.ts'

/** A box to sign in with a finger or a pen; the signature becomes a PNG. */
export function SignaturePad(props: { readonly keep: (file: File) => Promise<void> }) {
  const text = useText()
  const problemText = useProblemText()
  const canvas = useRef<HTMLCanvasElement>(null)
  const drawing = useRef(false)
  const [touched, setTouched] = useState(false)
  const [kept, setKept] = useState(false)
  const [problem, setProblem] = useState('')

  const place = (event: PointerEvent<HTMLCanvasElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    const { width, height } = event.currentTarget
    return {
      x: ((event.clientX - box.left) / box.width) * width,
      y: ((event.clientY - box.top) / box.height) * height,
    }
  }
  const begin = (event: PointerEvent<HTMLCanvasElement>) => {
    const pen = event.currentTarget.getContext('2d')
    if (!pen) return
    event.currentTarget.setPointerCapture(event.pointerId)
    drawing.current = true
    const { x, y } = place(event)
    pen.lineWidth = 3
    pen.lineCap = 'round'
    pen.beginPath()
    pen.moveTo(x, y)
    setTouched(true)
    setKept(false)
  }
  const draw = (event: PointerEvent<HTMLCanvasElement>) => {
    const pen = drawing.current ? event.currentTarget.getContext('2d') : null
    if (!pen) return
    const { x, y } = place(event)
    pen.lineTo(x, y)
    pen.stroke()
  }
  const clear = () => {
    const { current } = canvas
    current?.getContext('2d')?.clearRect(0, 0, current.width, current.height)
    setTouched(false)
    setKept(false)
  }
  const keep = () => {
    canvas.current?.toBlob((blob) => {
      if (!blob) return
      props
        .keep(new File([blob], 'signature.png', { type: 'image/png' }))
        .then(() => setKept(true))
        .catch((error: unknown) => setProblem(problemText(error)))
    }, 'image/png')
  }
  return (
    <div className="stack">
      <span className="soft">{text(words['spot-checks.sign-here'])}</span>
      <canvas
        ref={canvas}
        className="signature"
        width={900}
        height={320}
        aria-label={text(words['spot-checks.sign-here'])}
        onPointerDown={begin}
        onPointerMove={draw}
        onPointerUp={() => {
          drawing.current = false
        }}
      />
      {problem ? <p role="alert">{problem}</p> : null}
      <div className="row">
        <Button disabled={!touched || kept} onClick={keep}>
          {text(words['spot-checks.sign-keep'])}
        </Button>
        <Button disabled={!touched} onClick={clear}>
          {text(words['spot-checks.sign-clear'])}
        </Button>
        {kept ? <span role="status">{text(words['spot-checks.signed'])}</span> : null}
      </div>
    </div>
  )
}
