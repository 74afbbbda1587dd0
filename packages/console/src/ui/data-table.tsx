import type { ReactNode } from 'react'
import styles from './data-table.module.css'

interface DataColumn<Row> {
  readonly id: string
  readonly header: string
  readonly cell: (row: Row) => ReactNode
  /** Left out on a phone. */
  readonly secondary?: boolean
}

interface DataTableProps<Row> {
  /** What the table is of, for those who hear it. */
  readonly label: string
  readonly columns: readonly DataColumn<Row>[]
  readonly rows: readonly Row[]
  readonly rowId: (row: Row) => string
  /** Buttons at the end of a row. */
  readonly actions?: (row: Row) => ReactNode
}

/** A few rows that come whole; what the server pages is a `ServerList`. */
export function DataTable<Row>({ label, columns, rows, rowId, actions }: DataTableProps<Row>) {
  return (
    <div className={styles['frame']}>
      <table className={styles['table']} aria-label={label}>
        <thead>
          <tr>
            {columns.map(({ id, header, secondary }) => (
              <th key={id} scope="col" data-secondary={secondary || undefined}>
                {header}
              </th>
            ))}
            {actions && <td />}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowId(row)}>
              {columns.map(({ id, cell, secondary }, at) =>
                at === 0 ? (
                  <th key={id} scope="row">
                    {cell(row)}
                  </th>
                ) : (
                  <td key={id} data-secondary={secondary || undefined}>
                    {cell(row)}
                  </td>
                ),
              )}
              {actions && (
                <td>
                  <div className={styles['actions']}>{actions(row)}</div>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
