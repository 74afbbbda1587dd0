import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type MailFault, testMail } from '../../api/test-mail.ts'
import { whoAmI } from '../../api/whoami.ts'
import { useExplain } from '../../components/explain.ts'
import { usePermission } from '../../components/permission.ts'
import type { SettingsFormState } from '../../forms/use-settings-form.ts'
import { paths } from '../../paths.ts'
import { ActionButton } from '../../ui/action-button.tsx'
import { Link } from '../../ui/link.tsx'
import { Strip } from '../../ui/strip.tsx'
import { toastDone, toastProblem } from '../../ui/toast.ts'
import { type MailValues, withMailValues } from './mail-values.ts'
import type { RealmTabProps } from './realm-settings-page.tsx'

/** Where to look first. */
const FIELDS: Readonly<Record<Exclude<MailFault, 'no-own-address'>, keyof MailValues>> = {
  'no-host': 'host',
  'no-sender': 'from',
  'unknown-host': 'host',
  refused: 'port',
  timeout: 'port',
  tls: 'encryption',
  login: 'user',
  rejected: 'from',
}

interface TestMailProps extends RealmTabProps {
  readonly form: SettingsFormState<MailValues>
}

/** Tries what stands in the form, saved or not. What was refused is told at the field to look at. */
export function TestMail({ realm, form }: TestMailProps) {
  const { t } = useTranslation('realm-settings')
  const manage = usePermission('manage-realm')
  const explain = useExplain()
  const [busy, setBusy] = useState(false)
  const [addressless, setAddressless] = useState(false)
  const send = async () => {
    setBusy(true)
    try {
      const fault = await testMail(realm.realm, withMailValues(realm.smtpServer ?? {}, form.values))
      setAddressless(fault === 'no-own-address')
      if (fault === undefined) toastDone(t('testDone'))
      else if (fault !== 'no-own-address') form.refuse({ [FIELDS[fault]]: t(`testFault-${fault}`) })
    } catch (error) {
      toastProblem(t('testFailed'), explain(error))
    } finally {
      setBusy(false)
    }
  }
  const reason = manage.reason ?? (form.values.host.trim() === '' ? t('hostMissing') : undefined)
  return (
    <div>
      <ActionButton variant="default" loading={busy} disabledReason={reason} onClick={() => void send()}>
        {t('testButton')}
      </ActionButton>
      <div role="status">{addressless && <NoOwnAddress realm={realm.realm} />}</div>
    </div>
  )
}

function NoOwnAddress({ realm }: { readonly realm: string }) {
  const { t } = useTranslation('realm-settings')
  const { data: me } = useQuery(whoAmI(realm))
  return (
    <Strip>
      {t('testNoAddress')} {me !== undefined && <Link to={paths.user(me.realm, me.userId)}>{t('testToAccount')}</Link>}
    </Strip>
  )
}
