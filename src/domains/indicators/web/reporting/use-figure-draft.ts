/** The figures of a report as they are typed: kept on the server a moment after the last change. */
import { useCallback, useEffect, useRef, useState } from 'react'
import { useProblemText } from '#ui/states/page-states.tsx'
import { figureKey, type ReportDetail, type ReportFigure, reportingApi } from './reporting-api.ts'

/** What stands in the fields of one figure. */
export interface FigureText {
  readonly value: string
  readonly explanation: string
}

type Findings = ReportDetail['findings']

/** Milliseconds after the last change before the draft is sent. */
const pause = 700

/** The number that a person typed: full-width digits, separators and spaces are understood; undefined for no number. */
export function typedNumber(text: string): number | null | undefined {
  const plain = text.normalize('NFKC').replaceAll(/[\s,]/g, '').replaceAll('−', '-')
  if (plain === '') return null
  return /^[+-]?(\d+(\.\d*)?|\.\d+)$/.test(plain) ? Number(plain) : undefined
}

const textsOf = (items: readonly ReportFigure[]): ReadonlyMap<string, FigureText> =>
  new Map(
    items.map((item) => [
      figureKey(item),
      { value: item.value === null ? '' : String(item.value), explanation: item.explanation ?? '' },
    ]),
  )

/** The form of a report as it is being filled in. */
export interface FigureDraft {
  readonly texts: ReadonlyMap<string, FigureText>
  readonly findings: Findings
  /** Fields whose text is no number. */
  readonly unreadable: ReadonlySet<string>
  readonly savedAt: string | undefined
  readonly saving: boolean
  readonly problem: string | undefined
  readonly change: (key: string, part: Partial<FigureText>) => void
  /** Sends what is not sent yet; rejects when that fails. */
  readonly flush: () => Promise<void>
}

/** Keeps the draft of a report; `items` and `findings` are where it starts from. */
export function useFigureDraft(
  caseId: string,
  items: readonly ReportFigure[],
  startFindings: Findings,
): FigureDraft {
  const problemText = useProblemText()
  const [texts, setTexts] = useState(() => textsOf(items))
  const [findings, setFindings] = useState(startFindings)
  const [status, setStatus] = useState<{ savedAt?: string; saving: boolean; problem?: string }>({
    saving: false,
  })
  const current = useRef(texts)
  const waiting = useRef(new Set<string>())
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const sending = useRef<Promise<void>>(Promise.resolve())

  const send = async (): Promise<void> => {
    const figures = items.flatMap((item) => {
      const key = figureKey(item)
      const texts = current.current.get(key)
      const value = typedNumber(texts?.value ?? '')
      if (!waiting.current.has(key) || !texts || value === undefined) return []
      const { indicatorId, region, period } = item
      return [{ indicatorId, region, period, value, explanation: texts.explanation.trim() || null }]
    })
    if (figures.length === 0) return
    for (const figure of figures) waiting.current.delete(figureKey(figure))
    setStatus((before) => ({ ...before, saving: true }))
    try {
      const saved = await reportingApi.saveFigures.call({ caseId, figures })
      setFindings(saved.findings)
      setStatus({ saving: false, savedAt: saved.savedAt })
    } catch (error) {
      for (const figure of figures) waiting.current.add(figureKey(figure))
      setStatus((before) => ({ ...before, saving: false, problem: problemText(error) }))
      throw error
    }
  }
  const latest = useRef(send)
  latest.current = send
  // One after the other, so that an older answer never replaces a newer one.
  const flush = useCallback((): Promise<void> => {
    clearTimeout(timer.current)
    const next = sending.current.then(() => latest.current())
    sending.current = next.catch(() => {})
    return next
  }, [])
  useEffect(() => {
    const leave = () => void flush().catch(() => {})
    globalThis.addEventListener('pagehide', leave)
    return () => {
      globalThis.removeEventListener('pagehide', leave)
      leave()
    }
  }, [flush])
  const change = (key: string, part: Partial<FigureText>) => {
    const before = current.current.get(key) ?? { value: '', explanation: '' }
    current.current = new Map(current.current).set(key, { ...before, ...part })
    setTexts(current.current)
    waiting.current.add(key)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => void flush().catch(() => {}), pause)
  }
  const unreadable = new Set(
    [...texts].flatMap(([key, { value }]) => (typedNumber(value) === undefined ? [key] : [])),
  )
  return {
    texts,
    findings,
    unreadable,
    savedAt: status.savedAt,
    saving: status.saving,
    problem: status.problem,
    change,
    flush,
  }
}
