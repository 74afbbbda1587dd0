import { Button } from '@mantine/core'
import type { ErrorComponentProps } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Notice } from '../ui/notice.tsx'

/** A page broke while it was drawn: our mistake, told as one, with the rest of the console still there. */
export function PageFailure({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation(['shell', 'ui'])
  return (
    <Notice tone="bad" title={t('pageFailed')} action={<Button onClick={reset}>{t('ui:retry')}</Button>}>
      {t('pageFailedText', { message: error instanceof Error ? error.message : String(error) })}
    </Notice>
  )
}
