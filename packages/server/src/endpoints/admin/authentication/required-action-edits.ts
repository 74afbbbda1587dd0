/** Edits of a realm's required actions; each gives the next document or throws in Keycloak's words. */
import type { RequiredActionRepresentation } from '../../../representations/keycloak.ts'
import { AdminError, notFound } from '../admin-error.ts'
import type { Document } from './flow-document.ts'
import { REQUIRED_ACTIONS } from './required-action-providers.ts'

type Action = RequiredActionRepresentation

/** In the order in which they are asked. */
export function requiredActionsOf(document: Document): readonly Action[] {
  return [...(document.requiredActions ?? [])].sort((a, b) => (a.priority ?? 0) - (b.priority ?? 0))
}

/** @throws {AdminError} 404 */
export function requiredActionIn(document: Document, alias: string, words = 'Failed to find required action'): Action {
  const action = document.requiredActions?.find((one) => one.alias === alias)
  if (action === undefined) throw notFound(words)
  return action
}

/** Those that the realm could ask for and doesn't know. */
export function unregisteredOf(document: Document): readonly { readonly providerId: string; readonly name: string }[] {
  const known = new Set((document.requiredActions ?? []).map(({ providerId, alias }) => providerId ?? alias))
  return REQUIRED_ACTIONS.filter(({ id }) => !known.has(id)).map(({ id, name }) => ({ providerId: id, name }))
}

/** It is asked after all others. @throws {AdminError} 400, 409 */
export function registerAction(
  document: Document,
  sent: { readonly providerId?: string; readonly name?: string },
): Document {
  const provider = REQUIRED_ACTIONS.find(({ id }) => id === sent.providerId)
  if (provider === undefined) {
    throw new AdminError(400, { error: 'Required Action Provider with given providerId not found' })
  }
  const all = requiredActionsOf(document)
  if (all.some(({ alias }) => alias === provider.id)) {
    const error_description = 'A Required Action Provider with given alias already exists.'
    throw new AdminError(409, { error: 'conflict', error_description })
  }
  const action: Action = {
    alias: provider.id,
    name: sent.name || provider.name,
    providerId: provider.id,
    enabled: true,
    defaultAction: false,
    priority: (all.at(-1)?.priority ?? 0) + 1,
    config: {},
  }
  return { ...document, requiredActions: [...all, action] }
}

/** What is not sent stays; the alias is what users and links have, and stays too. @throws {AdminError} 404 */
export function updateAction(document: Document, alias: string, sent: Action): Document {
  const { alias: _alias, providerId: _providerId, ...own } = sent
  return replaced(document, requiredActionIn(document, alias), own)
}

/** @throws {AdminError} 404 */
export function removeAction(document: Document, alias: string): Document {
  const gone = requiredActionIn(document, alias, 'Failed to find required action.')
  return { ...document, requiredActions: (document.requiredActions ?? []).filter((one) => one !== gone) }
}

/** @throws {AdminError} 404. The first one can't come sooner, the last one not later: then nothing changes. */
export function moveAction(document: Document, alias: string, direction: 'raise' | 'lower'): Document {
  const action = requiredActionIn(document, alias, 'Failed to find required action.')
  const all = requiredActionsOf(document)
  const other = all[all.indexOf(action) + (direction === 'raise' ? -1 : 1)]
  if (other === undefined) return document
  const swapped = replaced(document, action, { priority: other.priority ?? 0 })
  return replaced(swapped, requiredActionIn(swapped, other.alias ?? ''), { priority: action.priority ?? 0 })
}

/** @throws {AdminError} 404; 400 for settings that the action does not have */
export function configureAction(document: Document, alias: string, config: Readonly<Record<string, string>>): Document {
  const known = new Set(settingsOf(alias).map(({ name }) => name))
  const unknown = Object.keys(config).find((name) => !known.has(name))
  if (unknown !== undefined) {
    throw new AdminError(400, { error: `The required action has no setting ${unknown.slice(0, 100)}` })
  }
  const action = document.requiredActions?.find((one) => one.alias === alias)
  if (action === undefined) throw notFound('Could not find RequiredAction config')
  return replaced(document, action, { config: { ...config } })
}

/** @throws {AdminError} 400 for an action without settings */
export function settingsOf(alias: string) {
  const provider = REQUIRED_ACTIONS.find(({ id }) => id === alias)
  if (provider === undefined || provider.settings.length === 0) {
    throw new AdminError(400, { error: 'RequiredAction is not configurable' })
  }
  return provider.settings
}

function replaced(document: Document, old: Action, more: Action): Document {
  return {
    ...document,
    requiredActions: (document.requiredActions ?? []).map((one) => (one === old ? { ...old, ...more } : one)),
  }
}
