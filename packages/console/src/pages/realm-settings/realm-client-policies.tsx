import { useTranslation } from 'react-i18next'
import { clientPolicies, savePolicies, saveProfiles } from '../../api/client-policies.ts'
import { type ClientPolicy, type ClientProfile, SECRET_ROTATION } from '../../api/secret-rotation.ts'
import { Loaded } from '../../components/loaded.tsx'
import { Chip } from '../../ui/chip.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { Notice } from '../../ui/notice.tsx'
import { toastDone } from '../../ui/toast.ts'
import { EditJson } from './edit-json.tsx'
import styles from './realm-settings.module.css'
import type { RealmTabProps } from './realm-settings-page.tsx'

export function RealmClientPolicies({ realm: { realm } }: RealmTabProps) {
  return (
    <Loaded query={clientPolicies(realm)}>
      {({ policies, profiles }) => (
        <>
          <Policies realm={realm} policies={policies} />
          <Profiles realm={realm} profiles={profiles} />
        </>
      )}
    </Loaded>
  )
}

interface PoliciesProps {
  readonly realm: string
  readonly policies: readonly ClientPolicy[]
}

function Policies({ realm, policies }: PoliciesProps) {
  const { t } = useTranslation('client-policies')
  return (
    <section className={styles['block']}>
      <header>
        <div>
          <h2>{t('policies')}</h2>
          <p>{t('policiesAbout')}</p>
        </div>
        <EditJson
          label={t('editPolicies')}
          list={policies}
          member="policies"
          onSave={async (list) => {
            await savePolicies(realm, list)
            toastDone(t('policiesSaved'))
          }}
        />
      </header>
      {policies.length === 0 ? (
        <Notice title={t('policiesEmpty')}>{t('policiesEmptyAbout')}</Notice>
      ) : (
        <DataTable
          label={t('policies')}
          narrow="blocks"
          rows={policies}
          rowId={({ name = '' }) => name}
          columns={[
            {
              id: 'name',
              header: t('name'),
              cell: ({ name, description }) => <Named name={name} about={description} />,
            },
            {
              id: 'state',
              header: t('state'),
              cell: ({ enabled = false }) => (
                <Chip tone={enabled ? 'good' : 'plain'}>{t(enabled ? 'enabled' : 'disabled')}</Chip>
              ),
            },
            {
              id: 'conditions',
              header: t('conditions'),
              cell: ({ conditions = [] }) =>
                conditions.length === 0 ? (
                  t('conditionsNone')
                ) : (
                  <Codes names={conditions.map(({ condition }) => condition)} />
                ),
            },
            { id: 'profiles', header: t('profiles'), cell: ({ profiles }) => <Codes names={profiles} /> },
          ]}
        />
      )}
    </section>
  )
}

interface ProfilesProps {
  readonly realm: string
  readonly profiles: readonly ClientProfile[]
}

function Profiles({ realm, profiles }: ProfilesProps) {
  const { t } = useTranslation('client-policies')
  return (
    <section className={styles['block']}>
      <header>
        <div>
          <h2>{t('profiles')}</h2>
          <p>{t('profilesAbout')}</p>
        </div>
        <EditJson
          label={t('editProfiles')}
          list={profiles}
          member="profiles"
          onSave={async (list) => {
            await saveProfiles(realm, list)
            toastDone(t('profilesSaved'))
          }}
        />
      </header>
      {profiles.length === 0 ? (
        <Notice title={t('profilesEmpty')}>{t('profilesEmptyAbout')}</Notice>
      ) : (
        <DataTable
          label={t('profiles')}
          narrow="blocks"
          rows={profiles}
          rowId={({ name = '' }) => name}
          columns={[
            {
              id: 'name',
              header: t('name'),
              cell: ({ name, description }) => <Named name={name} about={description} />,
            },
            {
              id: 'executors',
              header: t('executors'),
              cell: ({ executors = [] }) => (
                <span className={styles['chips']}>
                  {executors.length === 0 && t('executorsNone')}
                  {executors.map(({ executor = '' }, at) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: one executor may stand there twice
                    <Chip key={at} tone={executor === SECRET_ROTATION ? 'good' : 'plain'}>
                      {executor}
                      {executor !== SECRET_ROTATION && ` (${t('kept')})`}
                    </Chip>
                  ))}
                </span>
              ),
            },
          ]}
        />
      )}
    </section>
  )
}

function Named({ name, about }: { readonly name: string | undefined; readonly about: string | undefined }) {
  return (
    <span className={styles['named']}>
      {name}
      {about && <small>{about}</small>}
    </span>
  )
}

function Codes({ names = [] }: { readonly names: readonly (string | undefined)[] | undefined }) {
  return (
    <span className={styles['chips']}>
      {names.map((name) => (
        <code key={name}>{name}</code>
      ))}
    </span>
  )
}
