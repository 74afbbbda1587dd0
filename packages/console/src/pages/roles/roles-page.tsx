import { useTranslation } from 'react-i18next'
import { Page } from '../../ui/page.tsx'
import { CreateRoleButton, RoleTable } from './role-table.tsx'

export function RolesPage() {
  const { t } = useTranslation('roles')
  return (
    <Page title={t('realmRoles')} about={t('realmRolesAbout')} actions={<CreateRoleButton owner={undefined} />}>
      <RoleTable owner={undefined} />
    </Page>
  )
}
