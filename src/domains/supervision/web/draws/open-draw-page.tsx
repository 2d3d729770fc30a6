import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useId, useState } from 'react'
import { useText } from '#ui/language/language.ts'
import { Page } from '#ui/pages/page.tsx'
import { useProblemText } from '#ui/states/page-states.tsx'
import { QueryState } from '#ui/states/query-state.tsx'
import { DrawReplacement, DrawResult, DrawStage, DrawStepIns, DrawStrata, DrawTag } from './draw-stage.tsx'
import { type DrawView, drawsApi } from './draws-api.ts'
import { drawWebMessages } from './draws-web-messages.ts'
import { VerifyDraw } from './verify-draw.tsx'

/** Time between looks while something may still happen, in milliseconds. */
const watching = 2000

/** A draw for everybody: to watch, to add to, to verify. */
export function OpenDrawPage() {
  const { drawId = '' }: { drawId?: string } = useParams({ strict: false })
  const text = useText()
  const query = useQuery({
    ...drawsApi.getOpenDraw.queryOptions({ input: { drawId } }),
    refetchInterval: (state) => (isOver(state.state.data) ? false : watching),
  })
  return (
    <QueryState query={query}>
      {(draw) => (
        <Page
          title={draw.title}
          tag={<DrawTag state={draw.state} />}
          lead={`${draw.cityName} ${draw.number} · ${draw.itemTitle} · ${draw.department}`}
          trail={[{ title: text(drawWebMessages['supervision.open-draws']), to: '/open/draws' }]}
        >
          <DrawReplacement draw={draw} base="/open/draws" />
          {isOver(draw) ? null : <p className="soft">{text(drawWebMessages['supervision.watching'])}</p>}
          <DrawStage draw={draw} witness={draw.state === 'committed' ? <WitnessForm draw={draw} /> : null} />
          {draw.seed ? <VerifyDraw draw={draw} /> : null}
          <DrawResult draw={draw} />
          <DrawStepIns draw={draw} />
          <DrawStrata draw={draw} />
        </Page>
      )}
    </QueryState>
  )
}

const isOver = (draw: DrawView | undefined): boolean =>
  draw !== undefined && ['drawn', 'replaced', 'cancelled', 'failed'].includes(draw.state)

/** A witness adds a line to the seed. */
export function WitnessForm(props: { readonly draw: DrawView }) {
  const text = useText()
  const problemText = useProblemText()
  const client = useQueryClient()
  const nameId = useId()
  const textId = useId()
  const [name, setName] = useState('')
  const [words, setWords] = useState('')
  const add = useMutation(
    drawsApi.contributeToDraw.mutationOptions({
      onSuccess: () => {
        setWords('')
        return client.invalidateQueries({ queryKey: drawsApi.key() })
      },
    }),
  )
  return (
    <form
      className="draw-witness"
      onSubmit={(event) => {
        event.preventDefault()
        add.mutate({ drawId: props.draw.id, name, text: words })
      }}
    >
      <label htmlFor={nameId}>{text(drawWebMessages['supervision.witness-name'])}</label>
      <input
        id={nameId}
        required
        maxLength={60}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <label htmlFor={textId}>{text(drawWebMessages['supervision.witness-text'])}</label>
      <input
        id={textId}
        required
        maxLength={300}
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      <button type="submit" className="plain-button plain-button--primary" disabled={add.isPending}>
        {text(drawWebMessages['supervision.contribute'])}
      </button>
      <p role="status">
        {add.isError
          ? problemText(add.error)
          : add.data
            ? text(drawWebMessages['supervision.contributed'], { line: add.data.line })
            : null}
      </p>
    </form>
  )
}
