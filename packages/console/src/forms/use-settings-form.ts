import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Problem, problemOf } from '../api/problem.ts'
import { explainProblem } from '../components/explain.ts'
import { endSession } from '../session/session.ts'
import { toastDone, toastProblem } from '../ui/toast.ts'

export interface SettingsFormOptions<Values extends object> {
  /** As the server has them. When they change meanwhile, what was edited here stays edited. */
  readonly loaded: Values
  /** What each field is called: its label, and its name in the bar of changes. */
  readonly names: { readonly [Name in keyof Values]: string }
  /** @returns a sentence for each field that can't be saved so. */
  readonly validate?: (values: Values) => Errors<Values>
  /** Rejects with what the server refused. */
  readonly save: (values: Values) => Promise<unknown>
  /** Which field a refusal concerns; the others are told in passing. */
  readonly fieldOf?: (problem: Problem) => keyof Values | undefined
  /** What a refusal says of several fields; nothing where it concerns none. */
  readonly errorsOf?: (problem: Problem) => Errors<Values> | undefined
  /** Why nothing may be changed. */
  readonly disabledReason?: string | undefined
}

export type Errors<Values> = { readonly [Name in keyof Values]?: string | undefined }

/** What a field of a form is made of. */
export interface Field<Value> {
  readonly name: string
  readonly label: string
  readonly value: Value
  readonly error: string | undefined
  readonly disabled: boolean
  readonly onChange: (value: Value) => void
}

export interface SettingsFormState<Values extends object> {
  readonly values: Values
  readonly field: <Name extends keyof Values & string>(name: Name) => Field<Values[Name]>
  /** Names of what differs from the server's, as people read them. */
  readonly changes: readonly string[]
  readonly saving: boolean
  readonly disabledReason: string | undefined
  readonly discard: () => void
  readonly save: () => Promise<void>
  /** Several values at once, as if they had been typed. */
  readonly set: (values: Partial<Values>) => void
  /** Shows at the fields what another call about these values was refused for. */
  readonly refuse: (errors: Errors<Values>) => void
}

/** Settings that are loaded, edited, and saved or discarded together. */
export function useSettingsForm<Values extends object>(
  options: SettingsFormOptions<Values>,
): SettingsFormState<Values> {
  const { t } = useTranslation('ui')
  const [edited, setEdited] = useState<Partial<Values>>({})
  const [errors, setErrors] = useState<Errors<Values>>({})
  const [saving, setSaving] = useState(false)
  const { loaded, names, validate, disabledReason } = options
  const values: Values = { ...loaded, ...edited }
  const all = Object.keys(names) as (keyof Values & string)[]
  const changed = all.filter((name) => JSON.stringify(values[name]) !== JSON.stringify(loaded[name]))

  const refused = (error: unknown) => {
    const problem = problemOf(error)
    if (problem.kind === 'ended') return endSession()
    const told = options.errorsOf?.(problem)
    if (told !== undefined) return setErrors({ ...errors, ...told })
    const field = options.fieldOf?.(problem) ?? all.find((name) => name === problem.field)
    const message = explainProblem(t, problem)
    if (field === undefined) toastProblem(t('notSaved'), message)
    else setErrors({ ...errors, [field]: message })
  }
  const save = async () => {
    const found: Errors<Values> = validate?.(values) ?? {}
    setErrors(found)
    if (all.some((name) => found[name] !== undefined)) return focusFirstError()
    setSaving(true)
    try {
      await options.save(values)
      setEdited({})
      toastDone(t('saved'))
    } catch (error) {
      refused(error)
      focusFirstError()
    } finally {
      setSaving(false)
    }
  }
  return {
    values,
    changes: changed.map((name) => names[name]),
    saving,
    disabledReason,
    save,
    set(values) {
      setEdited((old) => ({ ...old, ...values }))
      const told = Object.keys(values).map((name) => [name, undefined])
      setErrors((old) => ({ ...old, ...Object.fromEntries(told) }))
    },
    refuse(found) {
      setErrors((old) => ({ ...old, ...found }))
      focusFirstError()
    },
    discard() {
      setEdited({})
      setErrors({})
    },
    field: (name) => ({
      name,
      label: names[name],
      value: values[name],
      error: errors[name],
      disabled: disabledReason !== undefined || saving,
      onChange(value) {
        setEdited((old) => ({ ...old, [name]: value }))
        setErrors((old) => ({ ...old, [name]: undefined }))
      },
    }),
  }
}

/** After the page has drawn the errors. */
function focusFirstError(): void {
  requestAnimationFrame(() => document.querySelector<HTMLElement>('main [aria-invalid="true"]')?.focus())
}
