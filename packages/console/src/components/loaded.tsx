import { Button, Skeleton, Stack } from '@mantine/core'
import { type QueryKey, type UseQueryOptions, useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { problemOf } from '../api/problem.ts'
import { Late } from '../ui/late.tsx'
import { Notice } from '../ui/notice.tsx'
import { useExplain } from './explain.ts'

interface LoadedProps<Data, Key extends QueryKey> {
  readonly query: UseQueryOptions<Data, Error, Data, Key>
  /** Says what wasn't found, and what to do about it. */
  readonly missing?: ReactNode
  readonly children: (data: Data) => ReactNode
}

/** A part of a page that needs something from the server: its shape while it comes, what failed and a way to try again. */
export function Loaded<Data, Key extends QueryKey>({ query, missing, children }: LoadedProps<Data, Key>) {
  const { t } = useTranslation('ui')
  const explain = useExplain()
  const { data, error, refetch } = useQuery(query)
  if (data !== undefined) return children(data)
  if (error === null) {
    return (
      <Late>
        <Stack gap="lg" role="status" aria-label={t('loading')}>
          <Skeleton height={28} width="40%" />
          <Skeleton height={16} width="60%" />
          <Skeleton height={180} />
        </Stack>
      </Late>
    )
  }
  if (problemOf(error).kind === 'missing') return missing ?? <Notice title={t('missing')} />
  return (
    <Notice tone="bad" title={t('listFailed')} action={<Button onClick={() => void refetch()}>{t('retry')}</Button>}>
      {explain(error)}
    </Notice>
  )
}
