import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Place } from '../api/offered-roles.ts'
import { qualifiedName, type Role } from '../api/roles.ts'
import { useExplain } from '../components/explain.ts'
import { OfferedList } from '../components/offered-list.tsx'
import { PlaceSelect } from '../components/place-select.tsx'
import styles from '../components/role-mapping.module.css'
import { useRealm } from '../components/use-realm.ts'
import { Icon } from '../ui/icon.tsx'
import { PromptDialog } from '../ui/prompt-dialog.tsx'
import { ChosenField } from './chosen-field.tsx'
import type { Field } from './use-settings-form.ts'

interface RoleFieldProps {
  /** The role's name, with `CLIENT.` before that of a client. */
  readonly field: Field<string>
  readonly description?: string
  readonly required?: boolean
}

/** A role, found among those of the realm and of its clients, or typed. */
export function RoleField(props: RoleFieldProps) {
  const { t } = useTranslation('roles')
  const { onChange } = props.field
  return (
    <ChosenField {...props} verb={t('chooseRole')}>
      {(close) => <RoleDialog onClose={close} onChosen={onChange} />}
    </ChosenField>
  )
}

interface RoleDialogProps {
  readonly onClose: () => void
  readonly onChosen: (name: string) => void
}

function RoleDialog({ onClose, onChosen }: RoleDialogProps) {
  const { t } = useTranslation('roles')
  const realm = useRealm()
  const explain = useExplain()
  const [place, setPlace] = useState<Place>('realm')
  const [typed, setTyped] = useState('')
  const [chosen, setChosen] = useState<Role>()
  return (
    <PromptDialog
      title={t('chooseRole')}
      verb={chosen === undefined ? t('chooseRole') : t('chooseNamed', { name: chosen.name })}
      size="lg"
      disabledReason={chosen === undefined ? t('chooseFirst') : undefined}
      explain={explain}
      onClose={onClose}
      onSubmit={async () => {
        if (chosen !== undefined) onChosen(await qualifiedName(realm, chosen))
        return undefined
      }}
    >
      <div className={styles['pick']}>
        <PlaceSelect everywhere={false} place={place} onChange={setPlace} />
        <TextInput
          type="search"
          label={t('search')}
          leftSection={<Icon name="search" size={16} />}
          value={typed}
          data-autofocus
          onChange={({ currentTarget }) => setTyped(currentTarget.value)}
        />
      </div>
      <OfferedList
        several={false}
        place={place}
        typed={typed.trim()}
        isChosen={({ id }) => id === chosen?.id}
        refusal={() => undefined}
        onToggle={setChosen}
      />
    </PromptDialog>
  )
}
