import { useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Form, InputNumber } from 'antd'
import { orgApi } from '#kernel/org/web/org-api.ts'
import { DraftForm } from '#ui/forms/draft-form.tsx'
import { useFormats, useText } from '#ui/language/language.ts'
import { ScrollBox } from '#ui/scroll-box.tsx'
import { StateTag } from '#ui/state-tag/state-tag.tsx'
import { QueryState } from '#ui/states/query-state.tsx'
import type { TargetSummary } from '../../contract.ts'
import { addsUp } from '../../likeness.ts'
import { indicatorMessages } from '../catalogue/indicator-messages.ts'
import { indicatorsApi } from '../indicators-api.ts'
import { targetWords } from '../target/target-words.ts'
import { bindingMessages } from './binding-messages.ts'

type Shares = Readonly<
  Record<string, { readonly value?: number | null; readonly baselineValue?: number | null }>
>

/** What the districts' shares come to, beside what the city has to reach: said, not judged. */
function SharesSum({ target }: { readonly target: TargetSummary }) {
  const text = useText()
  const formats = useFormats()
  const shares: Shares = Form.useWatch('shares') ?? {}
  const values = Object.values(shares).flatMap(({ value }) => (typeof value === 'number' ? [value] : []))
  if (values.length === 0) return null
  // Values as they are typed carry the noise of binary fractions when they are added.
  const sum = Number(values.reduce((all, value) => all + value, 0).toPrecision(12))
  return (
    <p aria-live="polite">
      {text(bindingMessages['indicators.bindings.shares-sum'], {
        sum: `${formats.number(sum)}${target.unit}`,
        count: values.length,
        goal: targetWords(target, text, formats),
      })}
    </p>
  )
}

/** What each district has to reach of a city target. */
export function SharesForm(props: { readonly targetId: string; readonly unit: string }) {
  const { targetId } = props
  const text = useText()
  const client = useQueryClient()
  const { message } = App.useApp()
  const target = useQuery(indicatorsApi.getTarget.queryOptions({ input: { targetId } }))
  const city = useQuery(orgApi.getCity.queryOptions())
  const districts = useQuery({
    ...orgApi.listRegions.queryOptions({ input: { parent: city.data?.code ?? '', limit: 200 } }),
    enabled: city.data !== undefined,
  })
  const title = text(bindingMessages['indicators.bindings.shares'])
  const submit = async (values: { readonly shares?: Shares }) => {
    await indicatorsApi.setShares.call({
      targetId,
      shares: Object.entries(values.shares ?? {}).flatMap(([region, share]) =>
        typeof share.value === 'number'
          ? [{ region, value: share.value, baselineValue: share.baselineValue ?? null }]
          : [],
      ),
    })
    await client.invalidateQueries({ queryKey: indicatorsApi.key() })
    message.success(text(bindingMessages['indicators.bindings.saved']))
  }
  return (
    <section className="stack" aria-label={title}>
      <h2>{title}</h2>
      <p className="soft">{text(bindingMessages['indicators.bindings.shares-hint'])}</p>
      <QueryState query={target} lines={4}>
        {(found) => (
          <QueryState query={districts} lines={4}>
            {({ items }) => (
              <DraftForm<{ shares?: Shares }>
                name={`indicators/shares/${targetId}`}
                draft={false}
                initialValues={{
                  shares: Object.fromEntries(
                    found.shares.map(({ region, value, baselineValue }) => [
                      region,
                      { value, baselineValue },
                    ]),
                  ),
                }}
                submitLabel={text(bindingMessages['indicators.bindings.save-shares'])}
                onSubmit={submit}
              >
                <ScrollBox label={title}>
                  <table className="plain-table bindings__shares">
                    <thead>
                      <tr>
                        <th scope="col">{text(indicatorMessages['indicators.region'])}</th>
                        <th scope="col">
                          {text(bindingMessages['indicators.bindings.share'])}
                          {props.unit ? `（${props.unit}）` : ''}
                        </th>
                        <th scope="col">{text(bindingMessages['indicators.bindings.share-baseline'])}</th>
                        <th scope="col">{text(bindingMessages['indicators.bindings.state'])}</th>
                      </tr>
                    </thead>
                    <tbody>
                      {items.map((region) => {
                        const share = found.shares.find((one) => one.region === region.code)
                        return (
                          <tr key={region.code}>
                            <th scope="row">{region.name}</th>
                            {(['value', 'baselineValue'] as const).map((part) => (
                              <td key={part}>
                                <Form.Item name={['shares', region.code, part]} noStyle>
                                  <InputNumber
                                    aria-label={`${region.name} ${text(
                                      bindingMessages[
                                        part === 'value'
                                          ? 'indicators.bindings.share'
                                          : 'indicators.bindings.share-baseline'
                                      ],
                                    )}`}
                                    style={{ width: 110 }}
                                  />
                                </Form.Item>
                              </td>
                            ))}
                            <td>{share?.standing ? <StateTag state={share.standing.state} /> : '—'}</td>
                          </tr>
                        )
                      })}
                    </tbody>
                  </table>
                </ScrollBox>
                {addsUp(found.unit) ? <SharesSum target={found} /> : null}
              </DraftForm>
            )}
          </QueryState>
        )}
      </QueryState>
    </section>
  )
}
