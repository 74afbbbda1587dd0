import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { leaveForSignIn } from '../session/sign-in.ts'
import { Notice } from '../ui/notice.tsx'
import { Themed } from '../ui/themed.tsx'
import styles from './shell.module.css'

/** In place of the console, when the server would not sign this browser in. */
export function SignInFailure({ reason }: { readonly reason: string }) {
  const { t } = useTranslation('shell')
  const known = reason === 'insecure-context' || reason === 'unreachable'
  return (
    <Themed>
      <main className={styles['alone']}>
        <Notice
          tone="bad"
          title={t('signInFailed')}
          action={<Button onClick={() => void leaveForSignIn()}>{t('signInAgain')}</Button>}
        >
          {known ? t(reason) : t('signInRefused', { reason })}
        </Notice>
      </main>
    </Themed>
  )
}
