import { NativeSelect, Switch, Textarea, TextInput } from '@mantine/core'

/** A setting as the server describes it. */
export interface DescribedSetting {
  readonly name?: string
  readonly label?: string
  readonly helpText?: string
  readonly type?: string
  readonly defaultValue?: unknown
  readonly options?: readonly string[]
  readonly secret?: boolean
  readonly required?: boolean
}

interface ConfigPropertiesProps {
  /** What the server says can be set, in its order. */
  readonly properties: readonly DescribedSetting[]
  readonly values: Readonly<Record<string, string>>
  readonly onChange: (values: Readonly<Record<string, string>>) => void
  readonly disabled?: boolean
}

/** Settings that the server describes: of a key provider, a step of a sign-in flow, a required action. */
export function ConfigProperties({ properties, values, onChange, disabled = false }: ConfigPropertiesProps) {
  return properties.map((property) => (
    <ConfigProperty
      key={property.name}
      property={property}
      value={values[property.name ?? ''] ?? ''}
      disabled={disabled}
      onChange={(value) => onChange({ ...values, [property.name ?? '']: value })}
    />
  ))
}

interface ConfigPropertyProps {
  readonly property: DescribedSetting
  readonly value: string
  readonly disabled: boolean
  readonly onChange: (value: string) => void
}

function ConfigProperty({ property, value, disabled, onChange }: ConfigPropertyProps) {
  const { name = '', label = name, helpText, type, options = [], required = false, secret } = property
  // the server explains some by their names alone
  const explained = helpText !== undefined && helpText !== '' && helpText !== label
  const common = { label, disabled, required, ...(explained && { description: helpText }) }
  if (type === 'boolean') {
    return (
      <Switch
        {...common}
        checked={value === 'true'}
        onChange={({ currentTarget }) => onChange(String(currentTarget.checked))}
      />
    )
  }
  const change = ({ currentTarget }: { readonly currentTarget: { readonly value: string } }) =>
    onChange(currentTarget.value)
  if (type === 'List') {
    const offered = options.includes(value) ? options : [value, ...options]
    return <NativeSelect {...common} value={value} data={offered} onChange={change} />
  }
  if (type === 'Text' || type === 'Script') return <Textarea {...common} value={value} minRows={3} onChange={change} />
  return (
    <TextInput
      {...common}
      value={value}
      autoComplete="off"
      spellCheck={false}
      type={secret === true || type === 'Password' ? 'password' : 'text'}
      onChange={change}
    />
  )
}

/** @returns what the server would take where nothing is said. */
export function defaultsOf(properties: readonly DescribedSetting[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    properties.map(({ name = '', defaultValue }) => {
      return [name, Array.isArray(defaultValue) ? defaultValue.join('##') : String(defaultValue ?? '')]
    }),
  )
}
