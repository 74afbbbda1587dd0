import { Button, Skeleton, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from './icon.tsx'
import { Late } from './late.tsx'
import styles from './list-view.module.css'
import { Notice } from './notice.tsx'
import { useListSearch } from './use-list-search.ts'

export interface Column<Row> {
  readonly id: string
  readonly header: string
  readonly cell: (row: Row) => ReactNode
  /** What to sort by; a column without it can't be sorted. */
  readonly sortKey?: (row: Row) => string | number
  /** Left out on a phone. */
  readonly secondary?: boolean
}

export interface ListViewProps<Row> {
  /** What the list is of, for those who hear it. */
  readonly label: string
  readonly columns: readonly [Column<Row>, ...Column<Row>[]]
  readonly rowId: (row: Row) => string
  readonly result: {
    readonly data: { readonly rows: readonly Row[]; readonly more: boolean; readonly total?: number } | undefined
    readonly error: Error | null
    readonly isPlaceholderData: boolean
    refetch(): unknown
  }
  /** Without it nothing can be searched. */
  readonly searchLabel?: string
  /** How more can be searched than one would think. */
  readonly searchHint?: string
  /** Buttons beside the search. */
  readonly actions?: ReactNode
  /** Buttons at the end of a row. */
  readonly rowActions?: (row: Row) => ReactNode
  /** When there is nothing at all: what this is, and the button that makes the first. */
  readonly empty: ReactNode
  readonly explain: (error: unknown) => string
}

/**
 * A list that the server pages and searches; the address holds search, page and order. The rows of one page that is all
 * there is are sorted here; with more pages than one the server's order stays, because half a list sorted misleads.
 */
export function ListView<Row>(props: ListViewProps<Row>) {
  const { t } = useTranslation('ui')
  const { search, typed, setTyped, setSearch } = useListSearch()
  const { columns, label, result, explain } = props
  const { data, error } = result
  const page = search.page ?? 1
  const sortable = data !== undefined && !data.more && page === 1
  const searched = search.q !== undefined || page > 1
  const nothing = data?.rows.length === 0
  return (
    <section aria-label={label}>
      {(props.searchLabel !== undefined || props.actions !== undefined) && (
        <div className={styles['tools']}>
          {props.searchLabel !== undefined && (
            <TextInput
              className={styles['search'] ?? ''}
              type="search"
              aria-label={props.searchLabel}
              placeholder={props.searchLabel}
              description={props.searchHint}
              leftSection={<Icon name="search" size={16} />}
              value={typed}
              onChange={({ currentTarget }) => setTyped(currentTarget.value)}
            />
          )}
          {props.actions}
        </div>
      )}
      {error !== null && data === undefined && (
        <Notice
          tone="bad"
          title={t('listFailed')}
          action={<Button onClick={() => result.refetch()}>{t('retry')}</Button>}
        >
          {explain(error)}
        </Notice>
      )}
      {data === undefined && error === null && (
        <Late>
          <LoadingRows label={t('loading')} />
        </Late>
      )}
      {nothing && !searched && props.empty}
      {nothing && searched && (
        <Notice
          title={t('nothingFound', { text: search.q ?? '' })}
          action={
            <Button variant="default" onClick={() => setSearch({ q: undefined, page: undefined })}>
              {t('clearSearch')}
            </Button>
          }
        />
      )}
      {data !== undefined && !nothing && (
        <div className={styles['frame']} data-stale={result.isPlaceholderData || undefined}>
          <table className={styles['table']} aria-label={label}>
            <thead>
              <tr>
                {columns.map((column) => (
                  <HeaderCell
                    key={column.id}
                    column={column}
                    order={sortable && column.sortKey ? orderOf(column, search.sort) : undefined}
                    onSort={(sort) => setSearch({ sort })}
                  />
                ))}
                {props.rowActions && <td />}
              </tr>
            </thead>
            <tbody>
              {(sortable ? sorted(data.rows, columns, search.sort) : data.rows).map((row) => (
                <tr key={props.rowId(row)}>
                  {columns.map((column, at) =>
                    at === 0 ? (
                      <th key={column.id} scope="row" className={styles['name']}>
                        {column.cell(row)}
                      </th>
                    ) : (
                      <td key={column.id} data-secondary={column.secondary || undefined}>
                        {column.cell(row)}
                      </td>
                    ),
                  )}
                  {props.rowActions && <td className={styles['actions']}>{props.rowActions(row)}</td>}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {data !== undefined && (page > 1 || data.more) && (
        <nav className={styles['pager']} aria-label={t('pages', { label })}>
          <Button variant="default" disabled={page === 1} onClick={() => setSearch({ page: page - 1 || undefined })}>
            {t('previous')}
          </Button>
          <span>{t('pageNumber', { page })}</span>
          <Button variant="default" disabled={!data.more} onClick={() => setSearch({ page: page + 1 })}>
            {t('next')}
          </Button>
        </nav>
      )}
    </section>
  )
}

type Order = 'none' | 'ascending' | 'descending'

function HeaderCell<Row>({
  column,
  order,
  onSort,
}: {
  readonly column: Column<Row>
  readonly order: Order | undefined
  readonly onSort: (sort: string | undefined) => void
}) {
  const secondary = column.secondary || undefined
  if (order === undefined) {
    return (
      <th scope="col" data-secondary={secondary}>
        {column.header}
      </th>
    )
  }
  const next = { none: column.id, ascending: `-${column.id}`, descending: undefined }[order]
  return (
    <th scope="col" aria-sort={order} data-secondary={secondary}>
      <button type="button" className={styles['sort']} onClick={() => onSort(next)}>
        {column.header}
        <span aria-hidden="true">{{ none: '', ascending: '↑', descending: '↓' }[order]}</span>
      </button>
    </th>
  )
}

function LoadingRows({ label }: { readonly label: string }) {
  return (
    <div className={styles['loading']} role="status" aria-label={label}>
      {Array.from({ length: 6 }, (_, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows without content
        <Skeleton key={at} height={20} width={`${88 - at * 7}%`} />
      ))}
    </div>
  )
}

function orderOf({ id }: { readonly id: string }, sort: string | undefined): Order {
  return sort === id ? 'ascending' : sort === `-${id}` ? 'descending' : 'none'
}

function sorted<Row>(rows: readonly Row[], columns: readonly Column<Row>[], sort: string | undefined): readonly Row[] {
  const key = columns.find(({ id }) => id === sort?.replace(/^-/, ''))?.sortKey
  if (sort === undefined || key === undefined) return rows
  const sign = sort.startsWith('-') ? -1 : 1
  return rows.toSorted((a, b) => sign * compare(key(a), key(b)))
}

function compare(a: string | number, b: string | number): number {
  return typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b))
}
