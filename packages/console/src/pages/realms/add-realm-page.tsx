import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { createRealm } from '../../api/realms.ts'
import { useCreateRealmPermission } from '../../components/permission.ts'
import { useRealm } from '../../components/use-realm.ts'
import { CreateForm } from '../../forms/create-form.tsx'
import { SettingsSection } from '../../forms/settings-form.tsx'
import { TextField } from '../../forms/text-field.tsx'
import { useSettingsForm } from '../../forms/use-settings-form.ts'
import { paths } from '../../paths.ts'
import { FileDrop } from '../../ui/file-drop.tsx'
import { Page } from '../../ui/page.tsx'
import { type RealmFile, type RealmFileProblem, readRealmFile } from './realm-file.ts'
import { RealmFilePreview } from './realm-file-preview.tsx'

export function AddRealmPage() {
  const { t } = useTranslation('realms')
  const current = useRealm()
  const navigate = useNavigate()
  const permission = useCreateRealmPermission()
  const [file, setFile] = useState<RealmFile>()
  const [problem, setProblem] = useState<RealmFileProblem>()
  const form = useSettingsForm({
    loaded: { name: '' },
    names: { name: t('name') },
    disabledReason: permission.reason,
    validate: ({ name }) => ({ name: name.trim() === '' ? t('nameMissing') : undefined }),
    // whatever the server says of a file, it says beside the name that the file would get
    fieldOf: ({ kind }) => (kind === 'refused' ? 'name' : undefined),
    save: async ({ name }) => {
      const realm = name.trim()
      await createRealm(file === undefined ? { realm, enabled: true } : { ...file.document, realm })
      await navigate({ to: paths.home(realm), ignoreBlocker: true })
    },
  })
  const take = (text: string) => {
    const read = readRealmFile(text)
    setProblem(typeof read === 'string' ? read : undefined)
    setFile(typeof read === 'string' ? undefined : read)
    if (typeof read === 'object') form.field('name').onChange(read.name)
  }
  return (
    <Page title={t('create')} crumbs={[{ label: t('realms'), to: paths.realms(current) }]} about={t('createAbout')}>
      <CreateForm form={form} label={t('create')} cancelTo={paths.realms(current)}>
        <SettingsSection title={t('name')} about={t('nameAbout')}>
          <TextField field={form.field('name')} required machine />
        </SettingsSection>
        <SettingsSection title={t('file')} about={t('fileAbout')}>
          <FileDrop
            label={t('drop')}
            accept=".json,application/json"
            error={problem && t(`file-${problem}`)}
            disabled={!permission.allowed}
            onText={take}
          />
          {file !== undefined && <RealmFilePreview file={file} onRemove={() => setFile(undefined)} />}
        </SettingsSection>
      </CreateForm>
    </Page>
  )
}
