import { useQueryClient } from '@tanstack/react-query'
import { Button, Drawer, Form, Input, Select } from 'antd'
import { useState } from 'react'
import { DraftForm } from '#ui/forms/draft-form.tsx'
import { Field } from '#ui/forms/field.tsx'
import { useText } from '#ui/language/language.ts'
import { kindTitles } from '../../spot-checks/messages.ts'
import { SpotCheckKind } from '../../spot-checks/spot-checks-contract.ts'
import { catalogueWords } from './catalogue-words.ts'
import { words } from './spot-check-words.ts'
import { type CategoryView, spotChecksApi } from './spot-checks-api.ts'

interface CategoryValues {
  readonly code: string
  readonly name: string
  readonly kind: SpotCheckKind
  readonly industry?: string | null
}

/** Adds a product to the catalogue, or changes one. */
export function CategoryForm(props: {
  readonly category?: CategoryView
  readonly onSaved?: (saved: CategoryView) => Promise<unknown>
}) {
  const { category } = props
  const text = useText()
  const client = useQueryClient()
  const [open, setOpen] = useState(false)
  const title = category
    ? text(catalogueWords['spot-checks.change-of'], { name: category.name })
    : text(catalogueWords['spot-checks.category-add'])
  const save = async ({ code, name, kind, industry }: CategoryValues) => {
    const fields = { name, kind, industry: industry?.trim() || null }
    const saved = category
      ? await spotChecksApi.changeSpotCheckCategory.call({ categoryId: category.id, ...fields })
      : await spotChecksApi.createSpotCheckCategory.call({ code: code.trim(), ...fields })
    setOpen(false)
    await client.invalidateQueries({ queryKey: spotChecksApi.key() })
    await props.onSaved?.(saved)
  }
  return (
    <>
      <Button {...(category ? {} : { type: 'primary' as const })} onClick={() => setOpen(true)}>
        {text(catalogueWords[category ? 'spot-checks.change' : 'spot-checks.category-add'])}
      </Button>
      <Drawer open={open} size={420} title={title} onClose={() => setOpen(false)} destroyOnHidden>
        <DraftForm<CategoryValues>
          name={`spot-checks/category/${category?.id ?? 'new'}`}
          initialValues={category ?? { kind: 'product' }}
          onSubmit={save}
        >
          <Field name="name" label={text(catalogueWords['spot-checks.category-name'])} required>
            <Input maxLength={60} />
          </Field>
          {category ? null : <CodeField />}
          <Field
            name="kind"
            label={text(words['spot-checks.kind'])}
            help={text(catalogueWords['spot-checks.category-kind-help'])}
            required
          >
            <Select
              options={SpotCheckKind.options.map((value) => ({ value, label: text(kindTitles[value]) }))}
            />
          </Field>
          <Form.Item
            name="industry"
            label={text(catalogueWords['spot-checks.industry'])}
            extra={text(catalogueWords['spot-checks.industry-help'])}
            rules={[{ pattern: /^[0-9]{2}$/, message: text(catalogueWords['spot-checks.industry-wrong']) }]}
          >
            <Input maxLength={2} inputMode="numeric" allowClear />
          </Form.Item>
        </DraftForm>
      </Drawer>
    </>
  )
}

function CodeField() {
  const text = useText()
  return (
    <Form.Item
      name="code"
      label={text(catalogueWords['spot-checks.category-code'])}
      extra={text(catalogueWords['spot-checks.category-code-help'])}
      rules={[
        {
          required: true,
          pattern: /^[a-z0-9]+(-[a-z0-9]+)*$/,
          message: text(catalogueWords['spot-checks.category-code-wrong']),
        },
      ]}
    >
      <Input maxLength={40} />
    </Form.Item>
  )
}
