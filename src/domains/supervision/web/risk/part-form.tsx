import { Button, Drawer, Form, Input, Select } from 'antd'
import { useText } from '#ui/language/language.ts'
import type { ProfessionalPart } from '../../risk/risk-contract.ts'
import { riskWords } from './risk-words.ts'

interface Values {
  readonly title: string
  readonly industries: string[]
  readonly tags: string[]
}

const industryCode = /^[A-T][0-9]{0,4}$/

/** Title and scope of a professional part, to change or to add; its factors are edited in its list. */
export function PartForm(props: {
  readonly part: ProfessionalPart
  readonly onClose: () => void
  readonly onChange: (part: ProfessionalPart) => void
}) {
  const { part } = props
  const text = useText()
  const [form] = Form.useForm<Values>()
  const finish = ({ title, industries, tags }: Values) => {
    // A part that covers nobody would never apply.
    if (industries.length + tags.length === 0) {
      form.setFields([{ name: 'industries', errors: [text(riskWords.partCovers)] }])
      return
    }
    props.onChange({ ...part, title, industries, tags })
  }
  return (
    <Drawer open title={part.title || text(riskWords.addPart)} onClose={props.onClose} destroyOnHidden>
      <Form<Values>
        form={form}
        layout="vertical"
        name="part"
        initialValues={{ title: part.title, industries: part.industries, tags: part.tags }}
        onFinish={finish}
      >
        <Form.Item name="title" label={text(riskWords.title)} rules={[{ required: true, whitespace: true }]}>
          <Input maxLength={80} />
        </Form.Item>
        <Form.Item
          name="industries"
          label={text(riskWords.industries)}
          extra={text(riskWords.industriesHelp)}
          rules={[
            {
              validator: (_, codes: string[] = []) =>
                codes.every((code) => industryCode.test(code))
                  ? Promise.resolve()
                  : Promise.reject(new Error(text(riskWords.industriesHelp))),
            },
          ]}
        >
          <Select mode="tags" open={false} suffixIcon={null} tokenSeparators={[' ', ',', '，', '、']} />
        </Form.Item>
        <Form.Item name="tags" label={text(riskWords.tags)}>
          <Select mode="tags" open={false} suffixIcon={null} tokenSeparators={[',', '，', '、']} />
        </Form.Item>
        <Button type="primary" htmlType="submit">
          {text(riskWords.take)}
        </Button>
      </Form>
    </Drawer>
  )
}
