import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
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
import { useExplain } from '../../components/explain.ts'
import { Loaded } from '../../components/loaded.tsx'
import { usePermission } from '../../components/permission.ts'
import { useParam, useRealm } from '../../components/use-realm.ts'
import { ActionButton } from '../../ui/action-button.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { Link } from '../../ui/link.tsx'
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
            <Page title={t('missing')} crumbs={crumbs} about={t('missingAbout', { id })}>
              <Link to={mapperListPath(realm, holder)}>{t('toMappers')}</Link>
            </Page>
          )
        }
        const kind = types.find((type) => type.id === mapper.protocolMapper)
        return (
          <Page
            title={mapper.name}
            crumbs={crumbs}
            id={mapper.protocolMapper}
            {...(kind && { about: <About kind={kind} /> })}
            actions={<Delete holder={holder} mapper={mapper} />}
          >
            <EditMapperForm
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

function Delete({ holder, mapper }: { readonly holder: MapperHolder; readonly mapper: Mapper }) {
  const { t } = useTranslation('mappers')
  const realm = useRealm()
  const navigate = useNavigate()
  const manage = usePermission('manage-clients')
  const explain = useExplain()
  const [asked, setAsked] = useState(false)
  const { name, config } = mapper
  const claim: unknown = config?.['claim.name']
  return (
    <>
      <ActionButton variant="default" disabledReason={manage.reason} onClick={() => setAsked(true)}>
        {t('delete')}
      </ActionButton>
      <ConfirmDialog
        opened={asked}
        onClose={() => setAsked(false)}
        title={t('deleteTitle', { name })}
        consequences={[
          typeof claim === 'string' ? t('deleteClaim', { claim }) : t('deleteEffect'),
          t(holder.kind === 'client' ? 'deleteOfClient' : 'deleteOfScope', { name: holder.name }),
        ]}
        verb={t('deleteNamed', { name })}
        explain={explain}
        onConfirm={async () => {
          await deleteMapper(realm, holder, mapper.id)
          await navigate({ to: mapperListPath(realm, holder), ignoreBlocker: true })
        }}
      />
    </>
  )
}

function About({ kind }: { readonly kind: MapperType }) {
  return useMapperWords()(`about-${kind.id}`) || kind.help
}
