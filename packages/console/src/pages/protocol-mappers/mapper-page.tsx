import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import {
  addMapper,
  deleteMapper,
  type Mapper,
  type MapperHolder,
  type MapperType,
  mapperAbilities,
  mappersOf,
  updateMapper,
} from '../../api/protocol-mappers.ts'
import { DeleteAction } from '../../components/delete-action.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { usePermission } from '../../components/permission.ts'
import { useParam, useRealm } from '../../components/use-realm.ts'
import { MissingPage } from '../../ui/missing-page.tsx'
import { Page } from '../../ui/page.tsx'
import type { Crumb } from '../../ui/trail.ts'
import { EditMapperForm, NewMapperForm } from './mapper-form.tsx'
import { mapperListPath } from './mapper-path.ts'
import { propertiesFrom } from './mapper-values.ts'
import { useMapperWords } from './mapper-words.ts'

interface MapperPageProps {
  readonly holder: MapperHolder
  /** The way to the list of mappers. */
  readonly crumbs: readonly Crumb[]
}

/** A mapper of a client or of a client scope; a kind in the address stands for a new one of it. */
export function MapperPage({ holder, crumbs }: MapperPageProps) {
  const asked = useParam('mapperId')
  return (
    <Loaded query={mapperAbilities()}>
      {({ types }) => {
        const kind = types.find(({ id }) => id === asked)
        if (kind !== undefined) return <NewMapper holder={holder} crumbs={crumbs} kind={kind} />
        return <PresentMapper holder={holder} crumbs={crumbs} types={types} id={asked} />
      }}
    </Loaded>
  )
}

function NewMapper({ holder, crumbs, kind }: MapperPageProps & { readonly kind: MapperType }) {
  const { t } = useTranslation('mappers')
  const realm = useRealm()
  const navigate = useNavigate()
  const list = mapperListPath(realm, holder)
  return (
    <Page title={t('addKind', { kind: kind.name })} crumbs={crumbs} crumb={kind.name} about={<About kind={kind} />}>
      <NewMapperForm
        kind="protocol"
        properties={kind.properties}
        cancelTo={list}
        save={async (mapper) => {
          await addMapper(realm, holder, { ...mapper, protocolMapper: kind.id })
          await navigate({ to: list, ignoreBlocker: true })
        }}
      />
    </Page>
  )
}

interface PresentMapperProps extends MapperPageProps {
  readonly types: readonly MapperType[]
  readonly id: string
}

function PresentMapper({ holder, crumbs, types, id }: PresentMapperProps) {
  const { t } = useTranslation('mappers')
  const realm = useRealm()
  return (
    <Loaded query={mappersOf(realm, holder)}>
      {(mappers) => {
        const mapper = mappers.find((one) => one.id === id)
        if (mapper === undefined) {
          return (
            <MissingPage
              title={t('missing')}
              about={t('missingAbout', { id })}
              crumbs={crumbs}
              to={mapperListPath(realm, holder)}
              onward={t('toMappers')}
            />
          )
        }
        const kind = types.find((type) => type.id === mapper.protocolMapper)
        return (
          <Page
            title={mapper.name}
            crumbs={crumbs}
            id={mapper.protocolMapper}
            {...(kind && { about: <About kind={kind} /> })}
            actions={<MapperActions holder={holder} mapper={mapper} />}
          >
            <EditMapperForm
              kind="protocol"
              key={mapper.id}
              mapper={mapper}
              properties={kind?.properties ?? propertiesFrom(mapper)}
              save={(changed) => updateMapper(realm, holder, changed)}
            />
          </Page>
        )
      }}
    </Loaded>
  )
}

function MapperActions({ holder, mapper }: { readonly holder: MapperHolder; readonly mapper: Mapper }) {
  const { t } = useTranslation('mappers')
  const realm = useRealm()
  const manage = usePermission('manage-clients')
  const { id, name, config } = mapper
  const claim: unknown = config?.['claim.name']
  return (
    <DeleteAction
      look="button"
      label={t('delete')}
      disabledReason={manage.reason}
      title={t('deleteTitle', { name })}
      consequences={[
        typeof claim === 'string' ? t('deleteClaim', { claim }) : t('deleteEffect'),
        t(holder.kind === 'client' ? 'deleteOfClient' : 'deleteOfScope', { name: holder.name }),
      ]}
      verb={t('deleteNamed', { name })}
      onDelete={() => deleteMapper(realm, holder, id)}
      leadsTo={mapperListPath(realm, holder)}
    />
  )
}

function About({ kind }: { readonly kind: MapperType }) {
  return useMapperWords()(`about-${kind.id}`) || kind.help
}
