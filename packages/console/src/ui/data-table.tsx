import type { ReactNode } from 'react'
import styles from './data-table.module.css'

export interface DataColumn<Row> {
  readonly id: string
  readonly header: string
  readonly cell: (row: Row) => ReactNode
  /** Left out on a phone. */
  readonly secondary?: boolean
  /** Shows its header in a block: the cell doesn't say what it is. */
  readonly named?: boolean
}

type Order = 'none' | 'ascending' | 'descending'

/** How the rows of a column stand, and what changes that. */
export interface ColumnOrder {
  readonly order: Order
  readonly onSort: () => void
}

interface DataTableProps<Row, Column extends DataColumn<Row>> {
  /** What the table is of, for those who hear it. */
  readonly label: string
  readonly columns: readonly Column[]
  readonly rows: readonly Row[]
  readonly rowId: (row: Row) => string
  /** Buttons at the end of a row. */
  readonly actions?: ((row: Row) => ReactNode) | undefined
  /** The whole row leads where the link in its first cell leads. */
  readonly linked?: boolean
  /** On a phone: leaves out the columns that are secondary, or makes a block of each row. */
  readonly narrow?: 'columns' | 'blocks'
  /** What is shown is about to be replaced. */
  readonly stale?: boolean
  /** For a column that can be sorted. */
  readonly orderOf?: (column: Column) => ColumnOrder | undefined
}

/** Rows in columns, as they come. What the server pages is a `ServerList`, which shows them in this. */
export function DataTable<Row, Column extends DataColumn<Row>>(props: DataTableProps<Row, Column>) {
  const { label, columns, rows, rowId, actions, linked, narrow, stale, orderOf } = props
  return (
    <div className={styles['frame']} data-stale={stale || undefined}>
      <table className={styles['table']} data-linked={linked || undefined} data-narrow={narrow} aria-label={label}>
        <thead>
          <tr>
            {columns.map((column) => (
              <HeaderCell key={column.id} column={column} order={orderOf?.(column)} />
            ))}
            {actions && <td />}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowId(row)}>
              {columns.map(({ id, header, cell, secondary, named }, at) =>
                at === 0 ? (
                  <th key={id} scope="row">
                    {asText(cell(row))}
                  </th>
                ) : (
                  <td key={id} data-secondary={secondary || undefined} data-name={named ? header : undefined}>
                    {asText(cell(row))}
                  </td>
                ),
              )}
              {actions && (
                <td className={styles['actions']}>
                  <div>{actions(row)}</div>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** What is only text may be a name: it is read in its own direction, and in a list it takes three lines at most. */
function asText(content: ReactNode): ReactNode {
  if (typeof content !== 'string' || content === '') return content
  return (
    <span dir="auto" className={styles['text']}>
      {content}
    </span>
  )
}

const ARROWS = { none: '', ascending: '↑', descending: '↓' } as const

function HeaderCell({
  column: { header, secondary },
  order,
}: {
  readonly column: { readonly header: string; readonly secondary?: boolean }
  readonly order: ColumnOrder | undefined
}) {
  if (order === undefined) {
    return (
      <th scope="col" data-secondary={secondary || undefined}>
        {header}
      </th>
    )
  }
  return (
    <th scope="col" aria-sort={order.order} data-secondary={secondary || undefined}>
      <button type="button" className={styles['sort']} onClick={order.onSort}>
        {header}
        <span aria-hidden="true">{ARROWS[order.order]}</span>
      </button>
    </th>
  )
}
