import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { clientPolicies, turnRotationOn } from '../../api/client-policies.ts'
import { rotatingPolicies } from '../../api/secret-rotation.ts'
import { useExplain } from '../../components/explain.ts'
import { usePermission } from '../../components/permission.ts'
import { useRealm } from '../../components/use-realm.ts'
import { SettingsSection } from '../../forms/settings-form.tsx'
import { paths } from '../../paths.ts'
import { ActionButton } from '../../ui/action-button.tsx'
import { DurationInput } from '../../ui/duration-input.tsx'
import { FieldProblem, FormDialog } from '../../ui/form-dialog.tsx'
import { Link } from '../../ui/link.tsx'
import { toastDone } from '../../ui/toast.ts'

/** Names of the policies that let secrets rotate; `undefined` while nobody knows, or for who may not see them. */
export type RotatingPolicies = readonly string[] | undefined

export function useRotatingPolicies(): RotatingPolicies {
  const realm = useRealm()
  const view = usePermission('view-realm')
  const { data } = useQuery({ ...clientPolicies(realm), enabled: view.allowed })
  return data && rotatingPolicies(data)
}

interface SecretRotationProps {
  /** Whether a client policy applied to the client when it was last changed. */
  readonly rotates: boolean
  readonly policies: RotatingPolicies
}

/** Whether the client's secret rotates, and how it would. */
export function SecretRotation({ rotates, policies }: SecretRotationProps) {
  const { t } = useTranslation('client-policies')
  const realm = useRealm()
  const view = usePermission('view-realm')
  const mayBegin = !rotates && policies?.length === 0
  return (
    <SettingsSection title={t('rotation')} about={t('rotationAbout')}>
      <p>{stateOf(policies)}</p>
      {mayBegin && <TurnOn />}
      {!mayBegin && view.allowed && (
        <p>
          <Link to={paths.realmSettings(realm, 'client-policies')}>{t('toPolicies')}</Link>
        </p>
      )}
    </SettingsSection>
  )

  function stateOf(names: RotatingPolicies): string | undefined {
    if (rotates) return t('rotates')
    if (names === undefined) return view.reason
    return names.length === 0 ? t('rotatesNot') : t('rotatesSoon', { names: names.join(', ') })
  }
}

const DAY = 86_400

function TurnOn() {
  const { t } = useTranslation('client-policies')
  const realm = useRealm()
  const manage = usePermission('manage-realm')
  const explain = useExplain()
  const [opened, setOpened] = useState(false)
  const [expiration, setExpiration] = useState(29 * DAY)
  const [rotated, setRotated] = useState(2 * DAY)
  const [problem, setProblem] = useState<string>()
  const changed = (set: (seconds: number) => void) => (seconds: number) => {
    set(seconds)
    setProblem(undefined)
  }
  return (
    <div>
      <ActionButton variant="default" disabledReason={manage.reason} onClick={() => setOpened(true)}>
        {t('turnOn')}
      </ActionButton>
      <FormDialog
        opened={opened}
        onClose={() => setOpened(false)}
        title={t('turnOnTitle')}
        verb={t('turnOn')}
        onProblem={(error) => setProblem(error instanceof FieldProblem ? error.message : explain(error))}
        onSubmit={async () => {
          if (expiration <= 0) throw new FieldProblem(t('expirationMissing'))
          if (rotated > expiration) throw new FieldProblem(t('rotatedTooLong'))
          await turnRotationOn(realm, { expiration, rotated })
          toastDone(t('turnedOn'))
        }}
      >
        <p>{t('turnOnAbout')}</p>
        <DurationInput
          label={t('expiration')}
          description={t('expirationAbout')}
          value={expiration}
          onChange={changed(setExpiration)}
        />
        <DurationInput
          label={t('rotatedExpiration')}
          description={t('rotatedExpirationAbout')}
          value={rotated}
          error={problem}
          onChange={changed(setRotated)}
        />
      </FormDialog>
    </div>
  )
}
