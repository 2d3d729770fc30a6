import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { App, Input } from 'antd'
import { DraftForm } from '#ui/forms/draft-form.tsx'
import { Field } from '#ui/forms/field.tsx'
import { useLocale, useText } from '#ui/language/language.ts'
import { Page } from '#ui/pages/page.tsx'
import { QueryState } from '#ui/states/query-state.tsx'
import { catalogueMessages } from '../../catalogue-messages.ts'
import type { ChangeDetail, DefinitionFields, IndicatorDetail } from '../../contract.ts'
import { indicatorsApi } from '../indicators-api.ts'
import { changeMessages } from './change-messages.ts'
import { ChangeFields, ComputationFields, NameFields, Part } from './definition-fields.tsx'
import { blankDefinition, type DefinitionForm, definitionOf } from './definition-values.ts'
import { ChangePreview, TrialPreview } from './live-preview.tsx'
import './changes.css'

/** Writes a changed definition with its effect in view, or mends one that was returned. */
export function DefinitionEditorPage() {
  const { indicatorId = '' } = useParams({ strict: false })
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false })
  const mended = typeof search.mend === 'string' ? search.mend : undefined
  const indicator = useQuery(indicatorsApi.getIndicator.queryOptions({ input: { indicatorId } }))
  const change = useQuery({
    ...indicatorsApi.getChange.queryOptions({ input: { changeId: mended ?? '' } }),
    enabled: mended !== undefined,
  })
  return (
    <QueryState query={indicator} lines={10}>
      {(found) =>
        mended === undefined ? (
          <Editor indicator={found} />
        ) : (
          <QueryState query={change} lines={10}>
            {(given) => <Editor indicator={found} change={given} />}
          </QueryState>
        )
      }
    </QueryState>
  )
}

/** The fields of the newest version: what a change starts from. */
function fieldsOf(indicator: IndicatorDetail): DefinitionFields {
  const { id, number, validFrom, validTo, reason, createdBy, approvedBy, ...fields } =
    indicator.versions.at(-1) ?? indicator.version
  return fields
}

function Editor(props: { readonly indicator: IndicatorDetail; readonly change?: ChangeDetail }) {
  const { indicator, change } = props
  const text = useText()
  const locale = useLocale()
  const navigate = useNavigate()
  const client = useQueryClient()
  const { message } = App.useApp()
  const fields = change?.fields ?? fieldsOf(indicator)
  const name = locale === 'zh' ? indicator.version.nameZh : indicator.version.nameEn
  const submit = async (values: DefinitionForm) => {
    const definition = definitionOf(values)
    if (!definition) return
    const proposal = {
      ...definition,
      validFrom: values.validFrom ?? '',
      reason: values.reason ?? '',
    }
    const kept = change
      ? await indicatorsApi.reviseChange.call({ changeId: change.id, ...proposal })
      : await indicatorsApi.proposeChange.call({ indicatorId: indicator.id, ...proposal })
    await client.invalidateQueries({ queryKey: indicatorsApi.key() })
    message.success(text(changeMessages[change ? 'indicators.editor.saved' : 'indicators.editor.proposed']))
    await navigate({ to: '/indicators/changes/$changeId', params: { changeId: kept.id } })
  }
  return (
    <Page
      title={text(changeMessages[change ? 'indicators.editor.mend-title' : 'indicators.editor.title'], {
        name,
      })}
      lead={text(changeMessages['indicators.editor.lead'])}
      trail={[
        { title: text(catalogueMessages['indicators.catalogue']), to: '/indicators' },
        { title: name, to: `/indicators/${indicator.id}` },
      ]}
    >
      <DraftForm<DefinitionForm>
        name={change ? `indicators/mend/${change.id}` : `indicators/change/${indicator.id}`}
        initialValues={{
          ...fields,
          ...(change ? { validFrom: change.validFrom, reason: change.reason } : {}),
        }}
        submitLabel={text(changeMessages[change ? 'indicators.editor.save' : 'indicators.editor.propose'])}
        onSubmit={submit}
      >
        <div className="definition-editor__pair">
          <div className="stack">
            <ChangeFields />
            <ComputationFields />
            <NameFields />
          </div>
          <section className="card stack definition-editor__preview" aria-labelledby="definition-preview">
            <h2 id="definition-preview">{text(changeMessages['indicators.effect'])}</h2>
            <ChangePreview indicatorId={indicator.id} />
          </section>
        </div>
      </DraftForm>
    </Page>
  )
}

/** Adds an indicator of the city's own. */
export function NewIndicatorPage() {
  const text = useText()
  const navigate = useNavigate()
  const client = useQueryClient()
  const { message } = App.useApp()
  const submit = async (values: DefinitionForm) => {
    const definition = definitionOf(values)
    if (!definition) return
    const added = await indicatorsApi.createIndicator.call({
      ...definition,
      code: values.code ?? '',
      validFrom: values.validFrom ?? '',
    })
    await client.invalidateQueries({ queryKey: indicatorsApi.key() })
    message.success(text(changeMessages['indicators.editor.created']))
    await navigate({ to: '/indicators/$indicatorId', params: { indicatorId: added.id } })
  }
  return (
    <Page
      title={text(changeMessages['indicators.editor.new-title'])}
      lead={text(changeMessages['indicators.editor.new-lead'])}
      trail={[{ title: text(catalogueMessages['indicators.catalogue']), to: '/indicators' }]}
    >
      <DraftForm<DefinitionForm>
        name="indicators/new"
        initialValues={{ ...blankDefinition, validFrom: '2000-01-01' }}
        submitLabel={text(changeMessages['indicators.editor.create'])}
        onSubmit={submit}
      >
        <div className="definition-editor__pair">
          <div className="stack">
            <Part title={text(catalogueMessages['indicators.code'])}>
              <div className="definition-editor__row">
                <Field
                  name="code"
                  label={text(catalogueMessages['indicators.code'])}
                  help={text(changeMessages['indicators.editor.code-help'])}
                  required
                >
                  <Input maxLength={80} spellCheck={false} />
                </Field>
                <Field name="validFrom" label={text(catalogueMessages['indicators.valid-from'])} required>
                  <Input type="date" />
                </Field>
              </div>
            </Part>
            <NameFields />
            <ComputationFields />
          </div>
          <section className="card stack definition-editor__preview" aria-labelledby="definition-preview">
            <h2 id="definition-preview">{text(changeMessages['indicators.editor.preview'])}</h2>
            <TrialPreview />
          </section>
        </div>
      </DraftForm>
    </Page>
  )
}
