import { useQuery } from '@tanstack/react-query'
import { Input, Select } from 'antd'
import { Field } from '#ui/forms/field.tsx'
import { useFormats, useText } from '#ui/language/language.ts'
import { QueryState } from '#ui/states/query-state.tsx'
import { Timeline } from '#ui/timeline/timeline.tsx'
import { type Instrument, type NewVerification, VerificationResult } from '../../contract.ts'
import { registryApi } from '../registry-api.ts'
import { RecordDrawer } from './record-drawer.tsx'
import { recordPageMessages, verificationResults } from './record-words.ts'

const tones = { qualified: 'met', limited: 'on-track', failed: 'behind' } as const

/** Records a verification of an instrument, with those before it below. */
export function VerificationDrawer(props: { readonly instrument: Instrument; readonly onClose: () => void }) {
  const { instrument } = props
  const text = useText()
  return (
    <RecordDrawer<NewVerification>
      open
      name={`registry/verification/${instrument.id}`}
      title={`${text(recordPageMessages['registry.instrument.verify'])} · ${instrument.name} ${instrument.number}`}
      initial={{ result: 'qualified', verifier: instrument.lastVerifier ?? '' }}
      changing={false}
      send={(verification) => registryApi.recordVerification.call({ recordId: instrument.id, verification })}
      onClose={props.onClose}
    >
      <Field
        name={['fields', 'verifiedOn']}
        label={text(recordPageMessages['registry.instrument.verified-on'])}
        required
      >
        <Input type="date" />
      </Field>
      <Field
        name={['fields', 'result']}
        label={text(recordPageMessages['registry.instrument.result'])}
        required
      >
        <Select
          options={VerificationResult.options.map((value) => ({
            value,
            label: text(verificationResults[value]),
          }))}
        />
      </Field>
      <Field
        name={['fields', 'verifier']}
        label={text(recordPageMessages['registry.instrument.verifier'])}
        required
      >
        <Input maxLength={120} />
      </Field>
      <Field
        name={['fields', 'certificateNumber']}
        label={text(recordPageMessages['registry.instrument.certificate'])}
      >
        <Input maxLength={60} />
      </Field>
      <section className="record-form__wide stack">
        <h3>{text(recordPageMessages['registry.instrument.verifications'])}</h3>
        <Earlier instrumentId={instrument.id} />
      </section>
    </RecordDrawer>
  )
}

function Earlier(props: { readonly instrumentId: string }) {
  const text = useText()
  const formats = useFormats()
  const found = useQuery(
    registryApi.listVerifications.queryOptions({ input: { recordId: props.instrumentId } }),
  )
  return (
    <QueryState query={found} lines={3}>
      {({ verifications }) =>
        verifications.length === 0 ? (
          <p className="soft">{text(recordPageMessages['registry.instrument.none-verified'])}</p>
        ) : (
          <Timeline
            entries={verifications.map((one) => ({
              id: one.id,
              at: one.verifiedOn,
              title: text(verificationResults[one.result]),
              who: one.verifier,
              tone: tones[one.result],
              detail: [
                one.certificateNumber,
                one.dueOn
                  ? `${text(recordPageMessages['registry.instrument.due'])} ${formats.date(one.dueOn)}`
                  : null,
              ]
                .filter((part) => part !== null)
                .join(' · '),
            }))}
          />
        )
      }
    </QueryState>
  )
}
