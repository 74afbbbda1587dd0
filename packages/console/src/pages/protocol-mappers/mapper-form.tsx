import type ProtocolMapperRepresentation from '@keycloak/keycloak-admin-client/lib/defs/protocolMapperRepresentation.js'
import { useTranslation } from 'react-i18next'
import type { Problem } from '../../api/problem.ts'
import type { Mapper, MapperProperty } from '../../api/protocol-mappers.ts'
import { usePermission } from '../../components/permission.ts'
import { CreateForm } from '../../forms/create-form.tsx'
import { SettingsForm, SettingsSection } from '../../forms/settings-form.tsx'
import { TextField } from '../../forms/text-field.tsx'
import { type SettingsFormState, useSettingsForm } from '../../forms/use-settings-form.ts'
import { keyOf, type MapperValues, mapperValuesOf, withMapperValues } from './mapper-values.ts'
import { useMapperWords } from './mapper-words.ts'
import { PropertyField } from './property-field.tsx'

interface EditMapperFormProps {
  readonly mapper: Mapper
  readonly properties: readonly MapperProperty[]
  readonly save: (mapper: Mapper) => Promise<void>
}

export function EditMapperForm({ mapper, properties, save }: EditMapperFormProps) {
  const form = useMapperForm(mapper, properties, (values) => save(withMapperValues(mapper, values, properties)))
  return (
    <SettingsForm form={form}>
      <Sections form={form} properties={properties} />
    </SettingsForm>
  )
}

interface NewMapperFormProps {
  readonly properties: readonly MapperProperty[]
  readonly cancelTo: string
  readonly save: (mapper: ProtocolMapperRepresentation) => Promise<void>
}

export function NewMapperForm({ properties, cancelTo, save }: NewMapperFormProps) {
  const { t } = useTranslation('mappers')
  const form = useMapperForm(undefined, properties, (values) => save(withMapperValues({}, values, properties)))
  return (
    <CreateForm form={form} label={t('addMapper')} cancelTo={cancelTo}>
      <Sections form={form} properties={properties} />
    </CreateForm>
  )
}

function useMapperForm(
  mapper: Mapper | undefined,
  properties: readonly MapperProperty[],
  save: (values: MapperValues) => Promise<void>,
): SettingsFormState<MapperValues> {
  const { t } = useTranslation('mappers')
  const words = useMapperWords()
  const manage = usePermission('manage-clients')
  const labels = properties.map((property) => [keyOf(property), words(property.label) || property.name] as const)
  return useSettingsForm<MapperValues>({
    loaded: mapperValuesOf(mapper, properties),
    names: { name: t('name'), ...Object.fromEntries(labels) },
    disabledReason: manage.reason,
    validate: (values) => ({
      name: values['name']?.trim() === '' ? t('nameMissing') : undefined,
      ...Object.fromEntries(
        properties
          .filter((property) => property.required && values[keyOf(property)]?.trim() === '')
          .map((property) => [keyOf(property), t('settingMissing')]),
      ),
    }),
    fieldOf: ({ message }: Problem) => (/same name|name of a|a name/i.test(message) ? 'name' : undefined),
    save,
  })
}

/** Switches that say in which answers it is told stand apart from what is told. */
const PLACE = /^(id|access|userinfo|introspection|lightweight)\.(token\.)?claim$|^access\.tokenResponse\.claim$/

interface SectionsProps {
  readonly form: SettingsFormState<MapperValues>
  readonly properties: readonly MapperProperty[]
}

function Sections({ form, properties }: SectionsProps) {
  const { t } = useTranslation('mappers')
  const words = useMapperWords()
  const places = properties.filter(({ name }) => PLACE.test(name))
  const fields = (some: readonly MapperProperty[]) =>
    some.map((property) => (
      <PropertyField
        key={property.name}
        property={property}
        field={form.field(keyOf(property))}
        description={words(property.help)}
      />
    ))
  return (
    <>
      <SettingsSection title={t('what')} about={t('whatAbout')}>
        <TextField field={form.field('name')} description={t('nameAbout')} required />
        {fields(properties.filter((property) => !places.includes(property)))}
      </SettingsSection>
      {places.length > 0 && (
        <SettingsSection title={t('where')} about={t('whereAbout')}>
          {fields(places)}
        </SettingsSection>
      )}
    </>
  )
}
