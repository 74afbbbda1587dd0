/** A realm's components as the Admin API sees them: one list, each with the type of its provider. */
import type { ComponentRepresentation, RealmRepresentation } from '../../../representations/keycloak.ts'
import { maskComponent } from '../../../representations/masked.ts'
import { notFound } from '../admin-error.ts'

export interface Component extends ComponentRepresentation {
  readonly providerType: string
}

/** In the order of the document. */
export function componentsOf(document: RealmRepresentation): readonly Component[] {
  return Object.entries(document.components ?? {}).flatMap(([providerType, list]) =>
    list.map((component) => ({ ...component, providerType })),
  )
}

/** @throws {AdminError} 404 */
export function componentIn(document: RealmRepresentation, id: string): Component {
  const component = componentsOf(document).find((one) => one.id === id)
  if (component === undefined) throw notFound('Could not find component')
  return component
}

/** @param next - `undefined` removes it. @throws {AdminError} 404 when it is gone */
export function withComponent(
  document: RealmRepresentation,
  id: string,
  next: ComponentRepresentation | undefined,
): RealmRepresentation {
  const { providerType } = componentIn(document, id)
  const list = document.components?.[providerType] ?? []
  const others = list.flatMap((one): ComponentRepresentation[] => {
    if (one.id !== id) return [one]
    return next === undefined ? [] : [next]
  })
  return { ...document, components: { ...document.components, [providerType]: others } }
}

export function withNewComponent(
  document: RealmRepresentation,
  providerType: string,
  component: ComponentRepresentation,
): RealmRepresentation {
  const list = document.components?.[providerType] ?? []
  return { ...document, components: { ...document.components, [providerType]: [...list, component] } }
}

/** Without keys that were made here, and with asterisks for other secrets. */
export function representationOf({ providerType, ...component }: Component, realmId: string): object {
  const { subComponents: _, ...shown } = maskComponent(providerType, component)
  return { ...shown, providerType, parentId: realmId, config: shown.config ?? {} }
}
