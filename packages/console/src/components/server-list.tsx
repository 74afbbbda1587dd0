import { keepPreviousData, type QueryKey, type UseQueryOptions, useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { type ListPage, type ListSearch, readListSearch } from '../api/page-of.ts'
import { ListView, type ListViewProps } from '../ui/list-view.tsx'
import { useExplain } from './explain.ts'

interface ServerListProps<Row, Key extends QueryKey> extends Omit<ListViewProps<Row>, 'result' | 'explain'> {
  /** What the address asks for, as a query. */
  readonly query: (search: ListSearch) => UseQueryOptions<ListPage<Row>, Error, ListPage<Row>, Key>
}

/** A list view that asks the server what the address says. */
export function ServerList<Row, Key extends QueryKey>({ query, ...view }: ServerListProps<Row, Key>) {
  const explain = useExplain()
  const search = readListSearch(useSearch({ strict: false }))
  const result = useQuery({ ...query(search), placeholderData: keepPreviousData })
  return <ListView {...view} result={result} explain={explain} />
}
