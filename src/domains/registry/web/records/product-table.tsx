import { useQuery } from '@tanstack/react-query'
import { Input, Select, TreeSelect } from 'antd'
import { Field } from '#ui/forms/field.tsx'
import { useLocale, useText } from '#ui/language/language.ts'
import { type DataColumn, DataTable } from '#ui/table/data-table.tsx'
import type { Product, ProductCategory, ProductFields } from '../../contract.ts'
import { recordMessages } from '../../records/messages.ts'
import { registryApi } from '../registry-api.ts'
import { RecordDrawer } from './record-drawer.tsx'
import { recordPageMessages } from './record-words.ts'
import { useRecordEditing } from './use-record-table.tsx'

interface CategoryNode {
  readonly value: string
  readonly title: string
  readonly children: CategoryNode[]
}

function treeOf(categories: readonly ProductCategory[], locale: 'zh' | 'en'): CategoryNode[] {
  const nodes = new Map(
    categories.map((one) => [
      one.code,
      { value: one.code, title: `${one.code} ${one.title[locale]}`, children: [] as CategoryNode[] },
    ]),
  )
  const roots: CategoryNode[] = []
  for (const one of categories) {
    const node = nodes.get(one.code)
    const parent = one.parentCode === null ? undefined : nodes.get(one.parentCode)
    if (node) (parent?.children ?? roots).push(node)
  }
  return roots
}

/** The category tree, and the name of a code with that of the category above it. */
function useCategories() {
  const locale = useLocale()
  const found = useQuery(registryApi.productCategories.queryOptions({ staleTime: 3_600_000 }))
  const categories = found.data?.categories ?? []
  const byCode = new Map(categories.map((one) => [one.code, one]))
  return {
    tree: treeOf(categories, locale),
    nameOf: (code: string) => {
      const own = byCode.get(code)
      const above = own?.parentCode ? byCode.get(own.parentCode) : undefined
      return [above, own].flatMap((one) => (one ? [one.title[locale]] : [])).join(' / ') || code
    },
  }
}

/** The products of an enterprise. */
export function ProductTable(props: { readonly enterpriseId: string }) {
  const { enterpriseId } = props
  const text = useText()
  const { nameOf } = useCategories()
  const { editing, mayManage, addButton, changeColumn, empty, close } = useRecordEditing<Product>(
    recordMessages['registry.products'],
    enterpriseId,
  )
  const columns: readonly DataColumn<Product>[] = [
    {
      key: 'name',
      title: text(recordMessages['registry.product.name']),
      card: 'title',
      render: (row) => row.name,
    },
    {
      key: 'model',
      title: text(recordMessages['registry.product.model']),
      render: (row) => row.model ?? '—',
    },
    {
      key: 'category',
      title: text(recordMessages['registry.product.category']),
      render: (row) => nameOf(row.category),
    },
    {
      key: 'brand',
      title: text(recordMessages['registry.product.brand']),
      render: (row) => row.brand ?? '—',
    },
    {
      key: 'gtin',
      title: text(recordMessages['registry.product.gtin']),
      render: (row) => <span className="enterprise-code">{row.gtin ?? '—'}</span>,
    },
    {
      key: 'standard',
      title: text(recordMessages['registry.product.standard']),
      render: (row) => row.standardNumber ?? '—',
    },
    {
      key: 'state',
      title: text(recordMessages['registry.product.state']),
      render: (row) => text(recordMessages[`registry.product.state.${row.state}`]),
    },
    ...(mayManage ? [changeColumn] : []),
  ]
  return (
    <>
      <DataTable<Product>
        name="products"
        label={text(recordMessages['registry.products'])}
        columns={columns}
        rowKey={(row) => row.id}
        queryKey={[...registryApi.listProducts.key(), enterpriseId]}
        searchHint={text(recordPageMessages['registry.record.search-own'])}
        toolbar={addButton}
        empty={empty}
        load={({ search, after, limit }, signal) =>
          registryApi.listProducts.call({ enterpriseId, limit, after, search }, { signal })
        }
      />
      {editing === 'none' ? null : (
        <ProductDrawer
          enterpriseId={enterpriseId}
          product={editing === 'new' ? undefined : editing}
          onClose={close}
        />
      )}
    </>
  )
}

function ProductDrawer(props: {
  readonly enterpriseId: string
  readonly product: Product | undefined
  readonly onClose: () => void
}) {
  const { enterpriseId, product } = props
  const text = useText()
  const { tree } = useCategories()
  const kind = text(recordMessages['registry.products'])
  return (
    <RecordDrawer<ProductFields>
      open
      name={`registry/product/${product?.id ?? enterpriseId}`}
      title={
        product
          ? text(recordPageMessages['registry.record.change-title'], { label: product.name })
          : text(recordPageMessages['registry.record.add'], { kind })
      }
      initial={product ?? { state: 'made' }}
      changing={product !== undefined}
      send={(fields, reason) =>
        product
          ? registryApi.changeProduct.call({
              recordId: product.id,
              version: product.version,
              reason,
              fields,
            })
          : registryApi.createProduct.call({ enterpriseId, fields })
      }
      onClose={props.onClose}
    >
      <div className="record-form__wide">
        <Field
          name={['fields', 'category']}
          label={text(recordMessages['registry.product.category'])}
          required
        >
          <TreeSelect
            treeData={tree}
            showSearch={{ treeNodeFilterProp: 'title' }}
            treeDefaultExpandAll={false}
          />
        </Field>
      </div>
      <Field name={['fields', 'name']} label={text(recordMessages['registry.product.name'])} required>
        <Input maxLength={120} />
      </Field>
      <Field name={['fields', 'model']} label={text(recordMessages['registry.product.model'])}>
        <Input maxLength={120} />
      </Field>
      <Field name={['fields', 'brand']} label={text(recordMessages['registry.product.brand'])}>
        <Input maxLength={60} />
      </Field>
      <Field
        name={['fields', 'gtin']}
        label={text(recordMessages['registry.product.gtin'])}
        help={text(recordPageMessages['registry.product.gtin-hint'])}
      >
        <Input maxLength={20} inputMode="numeric" />
      </Field>
      <Field name={['fields', 'standardNumber']} label={text(recordMessages['registry.product.standard'])}>
        <Input maxLength={60} placeholder="GB/T 2828.1-2012" />
      </Field>
      <Field name={['fields', 'state']} label={text(recordMessages['registry.product.state'])} required>
        <Select
          options={(['made', 'stopped'] as const).map((value) => ({
            value,
            label: text(recordMessages[`registry.product.state.${value}`]),
          }))}
        />
      </Field>
    </RecordDrawer>
  )
}
