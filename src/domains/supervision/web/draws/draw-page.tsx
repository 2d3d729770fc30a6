import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { useId, useState } from 'react'
import { JobProgress, jobsApi } from '#kernel/jobs/web/job-panel.tsx'
import { ConfirmAction } from '#ui/forms/confirm-action.tsx'
import { useText } from '#ui/language/language.ts'
import { Page } from '#ui/pages/page.tsx'
import { useAllowed } from '#ui/session/session.tsx'
import { useProblemText } from '#ui/states/page-states.tsx'
import { QueryState } from '#ui/states/query-state.tsx'
import { InspectionTable } from '../inspections/inspections-page.tsx'
import { DrawReplacement, DrawResult, DrawStage, DrawStepIns, DrawStrata, DrawTag } from './draw-stage.tsx'
import { drawsApi } from './draws-api.ts'
import { drawWebMessages } from './draws-web-messages.ts'
import { WitnessForm } from './open-draw-page.tsx'
import { VerifyDraw } from './verify-draw.tsx'

type Draw = Awaited<ReturnType<typeof drawsApi.getDraw.call>>

const moving: readonly Draw['state'][] = ['preparing', 'committed', 'drawing']

/** A draw at the desk of whoever organises it. */
export function DrawPage() {
  const { drawId = '' }: { drawId?: string } = useParams({ strict: false })
  const query = useQuery({
    ...drawsApi.getDraw.queryOptions({ input: { drawId } }),
    refetchInterval: (state) => (state.state.data && !moving.includes(state.state.data.state) ? false : 2000),
  })
  return <QueryState query={query}>{(draw) => <DrawDesk draw={draw} />}</QueryState>
}

function DrawDesk(props: { readonly draw: Draw }) {
  const { draw } = props
  const text = useText()
  const mayInspect = useAllowed('supervision.inspections-read')
  return (
    <Page
      title={draw.title}
      tag={<DrawTag state={draw.state} />}
      lead={`${draw.number} · ${draw.itemTitle} · ${draw.department}${draw.joint.map((name) => ` · ${name}`).join('')}`}
      trail={[{ title: text(drawWebMessages['supervision.draws']), to: '/draws' }]}
      actions={<DrawActions draw={draw} />}
    >
      <DrawReplacement draw={draw} base="/draws" />
      {draw.jobRunId && (draw.state === 'preparing' || draw.state === 'drawing') ? (
        <Running runId={draw.jobRunId} />
      ) : null}
      <DrawStage draw={draw} witness={draw.state === 'committed' ? <Contributions draw={draw} /> : null} />
      {draw.seed ? <VerifyDraw draw={draw} /> : null}
      <DrawResult draw={draw} />
      <DrawStepIns draw={draw} />
      <DrawStrata draw={draw} />
      {draw.seed && mayInspect ? (
        <section className="card stack">
          <h2>{text(drawWebMessages['supervision.inspections-of-draw'])}</h2>
          <InspectionTable name="draw-inspections" drawId={draw.id} />
        </section>
      ) : null}
    </Page>
  )
}

function Running(props: { readonly runId: string }) {
  const query = useQuery({
    ...jobsApi.getJobRun.queryOptions({ input: { id: props.runId } }),
    refetchInterval: 1000,
  })
  return query.data ? <JobProgress run={query.data} /> : null
}

function DrawActions(props: { readonly draw: Draw }) {
  const { draw } = props
  const text = useText()
  const client = useQueryClient()
  const mayManage = useAllowed('supervision.draws-manage')
  const refresh = () => client.invalidateQueries({ queryKey: drawsApi.key() })
  const conduct = useMutation(drawsApi.conductDraw.mutationOptions({ onSuccess: refresh }))
  const cancel = useMutation(drawsApi.cancelDraw.mutationOptions({ onSuccess: refresh }))
  return (
    <>
      {draw.commitment ? (
        <a className="plain-button" href={`/open/draws/${draw.id}`} target="_blank" rel="noreferrer">
          {text(drawWebMessages['supervision.watch-link'])}
        </a>
      ) : null}
      {mayManage && draw.state === 'committed' ? (
        <>
          <ConfirmAction
            label={text(drawWebMessages['supervision.cancel-draw'])}
            title={text(drawWebMessages['supervision.cancel-draw'])}
            consequences={[text(drawWebMessages['supervision.cancel-draw-1'])]}
            reason="required"
            run={(reason) => cancel.mutateAsync({ drawId: draw.id, reason })}
          />
          <ConfirmAction
            primary
            label={text(drawWebMessages['supervision.conduct'])}
            title={text(drawWebMessages['supervision.conduct-title'])}
            consequences={[
              text(drawWebMessages['supervision.conduct-1']),
              text(drawWebMessages['supervision.conduct-2']),
            ]}
            run={() => conduct.mutateAsync({ drawId: draw.id })}
          />
        </>
      ) : null}
      {mayManage && draw.state === 'drawn' && draw.taskId ? (
        <Redraw draw={draw} taskId={draw.taskId} />
      ) : null}
    </>
  )
}

function Redraw(props: { readonly draw: Draw; readonly taskId: string }) {
  const { draw, taskId } = props
  const text = useText()
  const navigate = useNavigate()
  const prepare = useMutation(drawsApi.prepareDraw.mutationOptions())
  return (
    <ConfirmAction
      danger
      label={text(drawWebMessages['supervision.redraw'])}
      title={text(drawWebMessages['supervision.redraw'])}
      consequences={[text(drawWebMessages['supervision.redraw-1'])]}
      reason="required"
      run={async (reason) => {
        const { drawId } = await prepare.mutateAsync({
          taskId,
          title: draw.title,
          hash: draw.hash,
          witnessesUntil: null,
          publicSource: draw.publicSource,
          replaces: draw.id,
          reason,
        })
        await navigate({ to: '/draws/$drawId', params: { drawId } })
      }}
    />
  )
}

function Contributions(props: { readonly draw: Draw }) {
  const { draw } = props
  const text = useText()
  const problemText = useProblemText()
  const client = useQueryClient()
  const mayManage = useAllowed('supervision.draws-manage')
  const eventId = useId()
  const [words, setWords] = useState('')
  const add = useMutation(
    drawsApi.addPublicEvent.mutationOptions({
      onSuccess: () => client.invalidateQueries({ queryKey: drawsApi.key() }),
    }),
  )
  return (
    <>
      <WitnessForm draw={draw} />
      {draw.publicSource && mayManage ? (
        <div className="draw-witness">
          <label htmlFor={eventId}>{text(drawWebMessages['supervision.enter-event'])}</label>
          <Input id={eventId} value={words} onChange={(event) => setWords(event.target.value)} />
          <Button
            disabled={words.trim() === ''}
            loading={add.isPending}
            onClick={() => add.mutate({ drawId: draw.id, text: words })}
          >
            {text(drawWebMessages['supervision.enter-event'])}
          </Button>
          {add.isError ? <p role="alert">{problemText(add.error)}</p> : null}
        </div>
      ) : null}
      <p className="soft">
        <Link to="/open/draws/$drawId" params={{ drawId: draw.id }} target="_blank">
          /open/draws/{draw.id}
        </Link>
      </p>
    </>
  )
}
