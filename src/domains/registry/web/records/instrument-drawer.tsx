import { Form, Input, InputNumber, Select, Switch } from 'antd'
import { Field } from '#ui/forms/field.tsx'
import { useText } from '#ui/language/language.ts'
import { findInstrumentKind, type Instrument, InstrumentFields, instrumentKinds } from '../../contract.ts'
import { instrumentUseTitles, recordMessages } from '../../records/messages.ts'
import { registryApi } from '../registry-api.ts'
import { RecordDrawer } from './record-drawer.tsx'
import { recordPageMessages } from './record-words.ts'

/** The cycle, with the usual one of the chosen kind beside it. */
function CycleField() {
  const text = useText()
  const key: unknown = Form.useWatch(['fields', 'kind'], Form.useFormInstance())
  const kind = typeof key === 'string' ? findInstrumentKind(key) : undefined
  const help =
    kind?.cycleMonths === undefined
      ? undefined
      : text(recordPageMessages['registry.instrument.cycle-hint'], {
          months: kind.cycleMonths,
          regulation: kind.regulation,
        })
  return (
    <Field
      name={['fields', 'cycleMonths']}
      label={text(recordMessages['registry.instrument.cycle'])}
      {...(help ? { help } : {})}
    >
      <InputNumber min={1} max={240} style={{ width: '100%' }} />
    </Field>
  )
}

/** Adds an instrument or changes one. */
export function InstrumentDrawer(props: {
  readonly enterpriseId: string | undefined
  readonly instrument: Instrument | undefined
  readonly onClose: () => void
}) {
  const { instrument, enterpriseId = '' } = props
  const text = useText()
  const label = (
    name:
      | 'kind'
      | 'name'
      | 'model'
      | 'number'
      | 'maker'
      | 'location'
      | 'use'
      | 'compulsory'
      | 'in-use-since'
      | 'out-of-use-on',
  ) => text(recordMessages[`registry.instrument.${name}`])
  return (
    <RecordDrawer<InstrumentFields>
      open
      name={`registry/instrument/${instrument?.id ?? enterpriseId}`}
      title={
        instrument
          ? text(recordPageMessages['registry.record.change-title'], { label: instrument.name })
          : text(recordPageMessages['registry.record.add'], {
              kind: text(recordMessages['registry.instruments']),
            })
      }
      initial={instrument ?? { use: 'trade', compulsory: true }}
      changing={instrument !== undefined}
      send={(fields, reason) =>
        instrument
          ? registryApi.changeInstrument.call({
              recordId: instrument.id,
              version: instrument.version,
              reason,
              fields,
            })
          : registryApi.createInstrument.call({ enterpriseId, fields })
      }
      onClose={props.onClose}
    >
      <Field name={['fields', 'kind']} label={label('kind')} required>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          options={instrumentKinds.map(({ key, title }) => ({ value: key, label: text(title) }))}
        />
      </Field>
      <Field name={['fields', 'name']} label={label('name')} required>
        <Input maxLength={120} />
      </Field>
      <Field name={['fields', 'number']} label={label('number')} required>
        <Input maxLength={60} />
      </Field>
      <Field name={['fields', 'model']} label={label('model')}>
        <Input maxLength={60} />
      </Field>
      <Field name={['fields', 'maker']} label={label('maker')}>
        <Input maxLength={120} />
      </Field>
      <Field name={['fields', 'location']} label={label('location')}>
        <Input maxLength={120} />
      </Field>
      <Field name={['fields', 'use']} label={label('use')} required>
        <Select
          options={InstrumentFields.shape.use.options.map((value) => ({
            value,
            label: text(instrumentUseTitles[value]),
          }))}
        />
      </Field>
      <Field name={['fields', 'compulsory']} label={label('compulsory')} valuePropName="checked">
        <Switch />
      </Field>
      <CycleField />
      <Field name={['fields', 'inUseSince']} label={label('in-use-since')} required>
        <Input type="date" />
      </Field>
      <Field name={['fields', 'outOfUseOn']} label={label('out-of-use-on')}>
        <Input type="date" />
      </Field>
    </RecordDrawer>
  )
}
