import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { unmanagedPolicy, updateUser } from '../../api/users.ts'
import { usePermission } from '../../components/permission.ts'
import { useRealm } from '../../components/use-realm.ts'
import { attributeRows, attributesOf, lacksKey } from '../../forms/attribute-rows.ts'
import { type AttributeRow, AttributesField } from '../../forms/attributes-field.tsx'
import { SettingsForm, SettingsSection } from '../../forms/settings-form.tsx'
import { useSettingsForm } from '../../forms/use-settings-form.ts'
import type { UserTabProps } from './user-page.tsx'
import { attributesIn } from './user-values.ts'

/** Attributes that the realm's user profile doesn't declare, where the realm lets users have some. */
export function UserAttributes({ user }: UserTabProps) {
  const { t } = useTranslation(['users', 'ui'])
  const realm = useRealm()
  const manage = usePermission('manage-users')
  const { data: policy } = useQuery(unmanagedPolicy(realm))
  const declared = new Set(attributesIn(user.userProfileMetadata?.attributes).map(({ name }) => name))
  const all = Object.entries(user.attributes ?? {})
  const managed = Object.fromEntries(all.filter(([name]) => declared.has(name)))
  const form = useSettingsForm<{ readonly attributes: readonly AttributeRow[] }>({
    loaded: { attributes: attributeRows(Object.fromEntries(all.filter(([name]) => !declared.has(name)))) },
    names: { attributes: t('attributes') },
    disabledReason: manage.reason ?? (policy === 'ADMIN_VIEW' ? t('attributesViewOnly') : undefined),
    validate: ({ attributes }) => {
      const taken = attributes.find(({ key }) => declared.has(key.trim()))
      if (taken !== undefined) return { attributes: t('attributeDeclared', { key: taken.key }) }
      return { attributes: lacksKey(attributes) ? t('ui:keyMissing') : undefined }
    },
    save: ({ attributes }) => updateUser(realm, { ...user, attributes: { ...managed, ...attributesOf(attributes) } }),
  })
  const field = form.field('attributes')
  return (
    <SettingsForm form={form}>
      <SettingsSection title={t('attributes')} about={t('attributesAbout')}>
        <AttributesField field={field} />
        {field.error !== undefined && <p role="alert">{field.error}</p>}
      </SettingsSection>
    </SettingsForm>
  )
}
