import { NativeSelect, TextInput } from '@mantine/core'
import { useEffect, useState } from 'react'
import { type FilterName, useEventFilters } from './event-filters.ts'

const TYPING_MS = 350

interface FilterFieldProps {
  readonly name: FilterName
  readonly label: string
  readonly placeholder?: string
  readonly type?: 'text' | 'date'
}

/** What is typed reaches the address after a pause. */
export function FilterField({ name, label, placeholder, type = 'text' }: FilterFieldProps) {
  const { filters, setFilters } = useEventFilters()
  const said = filters[name] ?? ''
  const [typed, setTyped] = useState(said)
  useEffect(() => setTyped(said), [said])
  // biome-ignore lint/correctness/useExhaustiveDependencies: only typing starts the pause
  useEffect(() => {
    if (typed.trim() === said) return
    const timer = setTimeout(() => setFilters({ [name]: typed.trim() }), TYPING_MS)
    return () => clearTimeout(timer)
  }, [typed])
  return (
    <TextInput
      type={type}
      label={label}
      placeholder={placeholder}
      value={typed}
      autoComplete="off"
      spellCheck={false}
      onChange={({ currentTarget }) => setTyped(currentTarget.value)}
    />
  )
}

interface FilterChoiceProps {
  readonly name: FilterName
  readonly label: string
  readonly options: readonly { readonly value: string; readonly label: string }[]
}

export function FilterChoice({ name, label, options }: FilterChoiceProps) {
  const { filters, setFilters } = useEventFilters()
  const value = filters[name] ?? ''
  // an address may name what this list lacks
  const all = options.some((option) => option.value === value) ? options : [...options, { value, label: value }]
  return (
    <NativeSelect
      label={label}
      value={value}
      data={[...all]}
      onChange={({ currentTarget }) => setFilters({ [name]: currentTarget.value })}
    />
  )
}
