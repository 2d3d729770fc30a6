import { Link } from '@tanstack/react-router'
import type { DataColumn } from '#ui/table/data-table.tsx'

/** The column that names each row's enterprise and leads to it. */
export const enterpriseColumn = <Row extends { readonly enterpriseId: string }>(
  key: string,
  title: string,
  nameOf: (row: Row) => string,
): DataColumn<Row> => ({
  key,
  title,
  card: 'title',
  render: (row) => (
    <Link to="/registry/$enterpriseId" params={{ enterpriseId: row.enterpriseId }}>
      {nameOf(row)}
    </Link>
  ),
})
