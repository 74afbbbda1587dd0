/** A plan of `latchkey apply` for people and for programs. Secrets are asterisks in both. */
import type { Action, FieldChange, ItemChange } from '../representations/apply/compare-realms.ts'
import type { RealmPlan } from '../representations/apply/plan-realm.ts'
import { KINDS, labelOf } from '../representations/apply/realm-items.ts'

const MARK: Readonly<Record<Action, string>> = { add: '+', change: '~', remove: '-' }
const LONGEST = 100
// biome-ignore lint/suspicious/noControlCharactersInRegex: names come from elsewhere, and must not speak to the terminal
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/g

/** What the plan's lists are of: all that it takes to show or count them. */
type Shown = Pick<RealmPlan, 'realm' | 'isNew' | 'changes' | 'usersIgnored'>

/** Lines grouped by realm and kind, each thing with a mark: `+` added, `~` changed, `-` removed. */
export function planText(plans: readonly Shown[]): string {
  return plans.flatMap((plan) => [...realmLines(plan).map((line) => line.replaceAll(CONTROL, '?')), '']).join('\n')
}

function realmLines({ realm, isNew, changes, usersIgnored }: Shown): readonly string[] {
  const kinds = KINDS.filter((kind) => changes.some(({ item }) => item.kind === kind))
  return [
    isNew ? `+ realm ${realm}` : `realm ${realm}`,
    ...(changes.length === 0 && !isNew ? ['  nothing to change'] : []),
    ...kinds.flatMap((kind) => [`  ${kind}`, ...changes.filter(({ item }) => item.kind === kind).flatMap(changeLines)]),
    ...(usersIgnored > 0
      ? [`  (users of the file: ${usersIgnored}, not looked at: people are not configuration)`]
      : []),
  ]
}

function changeLines({ action, item, fields }: ItemChange): readonly string[] {
  const [only] = fields
  // a setting is the one field it consists of
  if (item.kind === 'settings' && fields.length === 1 && only?.path === item.name) return [`    ${fieldText(only)}`]
  const heading = `    ${MARK[action]} ${labelOf(item)}`
  return [heading, ...fields.map((field) => `        ${fieldText(field)}`)]
}

function fieldText(field: FieldChange): string {
  const { path, before, after } = field
  if (Array.isArray(before) && Array.isArray(after)) return `~ ${path}: ${listText(before, after)}`
  if (!('before' in field)) return `+ ${path}: ${valueText(after)}`
  if (!('after' in field)) return `- ${path}: ${valueText(before)}`
  return `~ ${path}: ${valueText(before)} → ${valueText(after)}`
}

function listText(before: readonly unknown[], after: readonly unknown[]): string {
  const added = after.filter((value) => !before.includes(value)).map((value) => `+ ${valueText(value)}`)
  const removed = before.filter((value) => !after.includes(value)).map((value) => `- ${valueText(value)}`)
  return [...added, ...removed].join(', ')
}

function valueText(value: unknown): string {
  const text = JSON.stringify(value) ?? ''
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}

/** `Plan: 2 to add, 1 to change, 0 to remove.` @param done - whether it has happened. */
export function summary(plans: readonly Shown[], done: boolean): string {
  const { add, change, remove } = counts(plans)
  const made = plans.filter(({ isNew }) => isNew).length
  const realms = made === 0 ? '' : `${made} ${made === 1 ? 'realm' : 'realms'} ${done ? 'made' : 'to make'}, `
  if (!hasChanges(plans)) return 'Nothing to change.'
  return done
    ? `Done: ${realms}${add} added, ${change} changed, ${remove} removed.`
    : `Plan: ${realms}${add} to add, ${change} to change, ${remove} to remove.`
}

export function hasChanges(plans: readonly Shown[]): boolean {
  return plans.some(({ isNew, changes }) => isNew || changes.length > 0)
}

function counts(plans: readonly Shown[]): Readonly<Record<Action, number>> {
  const all = plans.flatMap(({ changes }) => changes)
  const count = (action: Action) => all.filter((change) => change.action === action).length
  return { add: count('add'), change: count('change'), remove: count('remove') }
}

/** The same for programs. Members may be added to it, none will change its meaning. */
export function planJson(plans: readonly Shown[], applied: boolean): string {
  const document = {
    applied,
    summary: counts(plans),
    realms: plans.map(({ realm, isNew, changes, usersIgnored }) => ({
      realm,
      action: isNew ? 'create' : changes.length > 0 ? 'change' : 'none',
      usersIgnored,
      changes: changes.map(({ action, item, fields }) => ({ action, kind: item.kind, name: labelOf(item), fields })),
    })),
  }
  return JSON.stringify(document, null, 2)
}
