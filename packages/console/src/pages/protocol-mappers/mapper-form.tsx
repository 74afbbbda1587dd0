import { useTranslation } from 'react-i18next'
import type { Problem } from '../../api/problem.ts'
import type { MapperProperty } from '../../api/protocol-mappers.ts'
import { usePermission } from '../../components/permission.ts'
import { lacksKey } from '../../forms/attribute-rows.ts'
import { CreateForm } from '../../forms/create-form.tsx'
import { rowsOfMap } from '../../forms/map-rows.ts'
import { SettingsForm, SettingsSection } from '../../forms/settings-form.tsx'
import { TextField } from '../../forms/text-field.tsx'
import { type SettingsFormState, useSettingsForm } from '../../forms/use-settings-form.ts'
import { type AnyMapper, keyOf, type MapperValues, mapperValuesOf, withMapperValues } from './mapper-values.ts'
import { useMapperWords } from './mapper-words.ts'
import { PropertyField } from './property-field.tsx'

/** What speaks in tokens, and what listens to an identity provider, are asked for in other words. */
const KINDS = {
  protocol: { needs: 'manage-clients', title: 'what', about: 'whatAbout' },
  provider: { needs: 'manage-identity-providers', title: 'taken', about: 'takenAbout' },
} as const
type Kind = keyof typeof KINDS

interface MapperFormProps<M> {
  readonly kind: Kind
  readonly properties: readonly MapperProperty[]
  readonly save: (mapper: M) => Promise<void>
}

interface EditMapperFormProps<M> extends MapperFormProps<M> {
  readonly mapper: M
}

export function EditMapperForm<M extends AnyMapper>({ kind, mapper, properties, save }: EditMapperFormProps<M>) {
  const form = useMapperForm(kind, mapper, properties, (values) => save(withMapperValues(mapper, values, properties)))
  return (
    <SettingsForm form={form}>
      <Sections kind={kind} form={form} properties={properties} />
    </SettingsForm>
  )
}

interface NewMapperFormProps extends MapperFormProps<AnyMapper> {
  readonly cancelTo: string
}

export function NewMapperForm({ kind, properties, cancelTo, save }: NewMapperFormProps) {
  const { t } = useTranslation('mappers')
  const form = useMapperForm(kind, undefined, properties, (values) => save(withMapperValues({}, values, properties)))
  return (
    <CreateForm form={form} label={t('addMapper')} cancelTo={cancelTo}>
      <Sections kind={kind} form={form} properties={properties} />
    </CreateForm>
  )
}

function useMapperForm(
  kind: Kind,
  mapper: AnyMapper | undefined,
  properties: readonly MapperProperty[],
  save: (values: MapperValues) => Promise<void>,
): SettingsFormState<MapperValues> {
  const { t } = useTranslation('mappers')
  const words = useMapperWords()
  const manage = usePermission(KINDS[kind].needs)
  const labels = properties.map((property) => [keyOf(property), words(property.label) || property.name] as const)
  const problemOf = (property: MapperProperty, value: string): string | undefined => {
    if (property.type === 'Map' && lacksKey(rowsOfMap(value) ?? [])) return t('keyMissing')
    return property.required && value.trim() === '' ? t('settingMissing') : undefined
  }
  return useSettingsForm<MapperValues>({
    loaded: mapperValuesOf(mapper, properties),
    names: { name: t('name'), ...Object.fromEntries(labels) },
    disabledReason: manage.reason,
    validate: (values) => ({
      name: values['name']?.trim() === '' ? t('nameMissing') : undefined,
      ...Object.fromEntries(
        properties.map((property) => [keyOf(property), problemOf(property, values[keyOf(property)] ?? '')]),
      ),
    }),
    fieldOf: ({ message }: Problem) => (/same name|name of a|a name/i.test(message) ? 'name' : undefined),
    save,
  })
}

/** Switches that say in which answers it is told stand apart from what is told. */
const PLACE = /^(id|access|userinfo|introspection|lightweight)\.(token\.)?claim$|^access\.tokenResponse\.claim$/

interface SectionsProps {
  readonly kind: Kind
  readonly form: SettingsFormState<MapperValues>
  readonly properties: readonly MapperProperty[]
}

function Sections({ kind, form, properties }: SectionsProps) {
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
      <SettingsSection title={t(KINDS[kind].title)} about={t(KINDS[kind].about)}>
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
