import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import {
  addProviderMapper,
  deleteProviderMapper,
  providerMappers,
  providerMapperTypes,
  updateProviderMapper,
} from '../../api/identity-providers.ts'
import type { MapperType } from '../../api/protocol-mappers.ts'
import { DeleteAction } from '../../components/delete-action.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { usePermission } from '../../components/permission.ts'
import { useParam, useRealm } from '../../components/use-realm.ts'
import { paths } from '../../paths.ts'
import { MissingPage } from '../../ui/missing-page.tsx'
import { Page } from '../../ui/page.tsx'
import { EditMapperForm, NewMapperForm } from '../protocol-mappers/mapper-form.tsx'
import { propertiesFrom } from '../protocol-mappers/mapper-values.ts'
import { useMapperWords } from '../protocol-mappers/mapper-words.ts'

/** A mapper of an identity provider; a kind in the address stands for a new one of it. */
export function ProviderMapperPage() {
  const realm = useRealm()
  const alias = useParam('alias')
  const asked = useParam('mapperId')
  return (
    <Loaded query={providerMapperTypes(realm, alias)}>
      {(types) => {
        const kind = types.find(({ id }) => id === asked)
        return kind === undefined ? <PresentMapper id={asked} types={types} /> : <NewMapper kind={kind} />
      }}
    </Loaded>
  )
}

/** Where the page is, and the way to it. */
function usePlace() {
  const { t } = useTranslation('identity-providers')
  const realm = useRealm()
  const alias = useParam('alias')
  const list = paths.identityProvider(realm, useParam('providerId'), alias, 'mappers')
  const crumbs = [
    { label: t('providers'), to: paths.identityProviders(realm) },
    { label: alias, to: list },
  ]
  return { realm, alias, list, crumbs }
}

function NewMapper({ kind }: { readonly kind: MapperType }) {
  const { t } = useTranslation('mappers')
  const navigate = useNavigate()
  const { realm, alias, list, crumbs } = usePlace()
  return (
    <Page title={t('addKind', { kind: kind.name })} crumbs={crumbs} crumb={kind.name} about={<About kind={kind} />}>
      <NewMapperForm
        kind="provider"
        properties={kind.properties}
        cancelTo={list}
        save={async (mapper) => {
          await addProviderMapper(realm, alias, { ...mapper, identityProviderMapper: kind.id })
          await navigate({ to: list, ignoreBlocker: true })
        }}
      />
    </Page>
  )
}

interface PresentMapperProps {
  readonly id: string
  readonly types: readonly MapperType[]
}

function PresentMapper({ id, types }: PresentMapperProps) {
  const { t } = useTranslation('mappers')
  const manage = usePermission('manage-identity-providers')
  const { realm, alias, list, crumbs } = usePlace()
  return (
    <Loaded query={providerMappers(realm, alias)}>
      {(mappers) => {
        const mapper = mappers.find((one) => one.id === id)
        if (mapper === undefined) {
          const about = t('missingAbout', { id })
          return <MissingPage title={t('missing')} about={about} crumbs={crumbs} to={list} onward={t('toMappers')} />
        }
        const { name } = mapper
        const kind = types.find((type) => type.id === mapper.identityProviderMapper)
        return (
          <Page
            title={name}
            crumbs={crumbs}
            id={mapper.identityProviderMapper}
            {...(kind && { about: <About kind={kind} /> })}
            actions={
              <DeleteAction
                look="button"
                label={t('delete')}
                disabledReason={manage.reason}
                title={t('deleteTitle', { name })}
                consequences={[t('deleteTaken'), t('deleteTakenKept')]}
                verb={t('deleteNamed', { name })}
                onDelete={() => deleteProviderMapper(realm, alias, id)}
                leadsTo={list}
              />
            }
          >
            <EditMapperForm
              key={id}
              kind="provider"
              mapper={mapper}
              properties={kind?.properties ?? propertiesFrom(mapper)}
              save={(changed) => updateProviderMapper(realm, alias, changed)}
            />
          </Page>
        )
      }}
    </Loaded>
  )
}

function About({ kind }: { readonly kind: MapperType }) {
  return useMapperWords()(`about-${kind.id}`) || kind.help
}
