import { Button, Skeleton, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { type DataColumn, DataTable } from './data-table.tsx'
import { Icon } from './icon.tsx'
import { Late } from './late.tsx'
import styles from './list-view.module.css'
import { Notice } from './notice.tsx'
import { Pager } from './pager.tsx'
import { useListSearch } from './use-list-search.ts'

export interface Column<Row> extends DataColumn<Row> {
  /** What to sort by; a column without it can't be sorted. */
  readonly sortKey?: (row: Row) => string | number
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
  const nothing = data?.rows.length === 0
  // rows were deleted, or somebody wrote the address
  const beyond = nothing && page > 1
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
      {beyond && (
        <Notice
          title={t('beyond', { page })}
          action={
            <Button variant="default" onClick={() => setSearch({ page: undefined })}>
              {t('toFirstPage')}
            </Button>
          }
        />
      )}
      {nothing && !beyond && search.q === undefined && props.empty}
      {nothing && !beyond && search.q !== undefined && (
        <Notice
          title={t('nothingFound', { text: search.q })}
          action={
            <Button variant="default" onClick={() => setSearch({ q: undefined })}>
              {t('clearSearch')}
            </Button>
          }
        />
      )}
      {data !== undefined && !nothing && (
        <DataTable
          linked
          stale={result.isPlaceholderData}
          label={label}
          columns={columns}
          rows={sortable ? sorted(data.rows, columns, search.sort) : data.rows}
          rowId={props.rowId}
          actions={props.rowActions}
          orderOf={({ id, sortKey }) =>
            sortable && sortKey !== undefined
              ? { order: orderOf(id, search.sort), onSort: () => setSearch({ sort: nextSort(id, search.sort) }) }
              : undefined
          }
        />
      )}
      {data !== undefined && (
        <Pager of={label} page={page} more={data.more} onPage={(next) => setSearch({ page: next })} />
      )}
    </section>
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

function orderOf(id: string, sort: string | undefined) {
  return sort === id ? 'ascending' : sort === `-${id}` ? 'descending' : 'none'
}

/** Rising, falling, as the server has it: in a circle. */
function nextSort(id: string, sort: string | undefined): string | undefined {
  return { none: id, ascending: `-${id}`, descending: undefined }[orderOf(id, sort)]
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
