/** `components`: key providers, the policies for clients that register themselves, and other configurable parts. */

import { USER_PROFILE } from '../../../representations/defaults/components.ts'
import { type ShapeOf, text } from '../../../representations/json-shape.ts'
import type { ComponentRepresentation } from '../../../representations/keycloak.ts'
import { KEY_PROVIDER } from '../../../representations/realm-model.ts'
import { componentShape } from '../../../representations/shapes.ts'
import { noContent } from '../../answers.ts'
import { AdminError, badRequest, notFound } from '../admin-error.ts'
import { adminJson } from '../admin-json.ts'
import { type AdminContext, type AdminResponse, type AdminRoute, realmRoute } from '../admin-route.ts'
import type { QueryOf } from '../read-request.ts'
import { COMPONENT_TYPES } from '../server-info/component-types.ts'
import {
  type Component,
  componentIn,
  componentsOf,
  representationOf,
  withComponent,
  withNewComponent,
} from './component.ts'
import { checkConfig, componentTypeOf, mergedConfig, withKey } from './component-config.ts'
import { keepInnerKeys } from './keep-inner-keys.ts'

type ComponentBody = ShapeOf<typeof componentShape>
const ONE = '/components/:componentId'
const LONGEST_NAME = 255
const MOST_COMPONENTS = 1_000
const listFields = { parent: text, type: text, name: text, providerId: text } as const

export const componentRoutes: readonly AdminRoute[] = [
  realmRoute({
    method: 'GET',
    path: '/components',
    summary: 'List components',
    needs: 'view-realm',
    query: listFields,
    answer: listComponents,
  }),
  realmRoute({
    method: 'POST',
    path: '/components',
    summary: 'Make a component, such as a new key',
    needs: 'manage-realm',
    body: componentShape,
    changes: 'COMPONENT',
    answer: createComponent,
  }),
  realmRoute({
    method: 'GET',
    path: ONE,
    summary: 'Read a component',
    needs: 'view-realm',
    answer: async ({ realm, request }) =>
      adminJson(representationOf(componentIn(realm.representation, request.params['componentId'] ?? ''), realm.id)),
  }),
  realmRoute({
    method: 'PUT',
    path: ONE,
    summary: 'Change a component',
    needs: 'manage-realm',
    body: componentShape,
    changes: 'COMPONENT',
    answer: updateComponent,
  }),
  realmRoute({
    method: 'DELETE',
    path: ONE,
    summary: 'Remove a component: a key is for nothing from then on',
    needs: 'manage-realm',
    changes: 'COMPONENT',
    answer: async (context) => {
      const { id = '', providerType } = componentIn(context.realm.representation, idIn(context))
      refuseUserProfile(providerType)
      await change(context, (document) => withComponent(document, id, undefined))
      if (providerType === KEY_PROVIDER) await keepInnerKeys(context)
      return noContent()
    },
  }),
  realmRoute({
    method: 'GET',
    path: `${ONE}/sub-component-types`,
    summary: 'List the kinds of components of a type',
    needs: 'view-realm',
    query: { type: text },
    answer: listTypes,
  }),
]

async function listComponents({
  realm,
  query,
}: AdminContext<undefined, QueryOf<typeof listFields>>): Promise<AdminResponse> {
  const { parent, type, name, providerId } = query
  if (parent !== undefined && parent !== realm.id) return adminJson([])
  const found = componentsOf(realm.representation).filter(
    (component) =>
      (type === undefined || component.providerType === type) &&
      (name === undefined || component.name === name) &&
      (providerId === undefined || component.providerId === providerId),
  )
  return adminJson(found.map((component) => representationOf(component, realm.id)))
}

async function createComponent(context: AdminContext<ComponentBody>): Promise<AdminResponse> {
  const { services, realm, request, body } = context
  const { providerType = '', providerId = '', subType } = body
  refuseUserProfile(providerType)
  const type = componentTypeOf(providerType, providerId)
  if (body.parentId !== undefined && body.parentId !== realm.id)
    throw badRequest('The parent of a component is the realm')
  const id = body.id ?? services.random.uuid()
  const name = nameOf(body.name ?? providerId)
  const config = mergedConfig(type, {}, body.config ?? {})
  checkConfig(type, config)
  const component: ComponentRepresentation = {
    id,
    name,
    providerId,
    ...(subType !== undefined && { subType }),
    subComponents: {},
    config: await withKey({ providerType, providerId, name }, config, undefined, keySource(context)),
  }
  await change(context, (document) => {
    const all = componentsOf(document)
    if (all.some((one) => one.id === id)) {
      throw new AdminError(409, { error: 'conflict', error_description: 'Duplicate resource error' })
    }
    if (all.length >= MOST_COMPONENTS) throw badRequest(`A realm has at most ${MOST_COMPONENTS} components`)
    return withNewComponent(document, providerType, component)
  })
  const at = `${request.base}/admin/realms/${encodeURIComponent(realm.name)}/components`
  return { status: 201, headers: { location: `${at}/${encodeURIComponent(id)}` } }
}

/** What is not sent stays; what a component is stays too. */
async function updateComponent(context: AdminContext<ComponentBody>): Promise<AdminResponse> {
  const { realm, body } = context
  const old = componentIn(realm.representation, idIn(context))
  refuseUserProfile(old.providerType)
  const type = typeOf(old)
  const { id = '', providerType, providerId = '' } = old
  const name = nameOf(body.name ?? old.name ?? providerId)
  const before = old.config ?? {}
  const config = mergedConfig(type, before, body.config ?? {})
  checkConfig(type, config)
  const made = await withKey({ providerType, providerId, name }, config, before, keySource(context))
  await change(context, (document) => {
    const { providerType: _, ...present } = componentIn(document, id)
    const subType = body.subType ?? present.subType
    return withComponent(document, id, { ...present, name, config: made, ...(subType !== undefined && { subType }) })
  })
  if (providerType === KEY_PROVIDER) await keepInnerKeys(context)
  return noContent()
}

/** A component of an imported realm may be one that this server doesn't have: its settings are kept as they are sent. */
function typeOf({ providerType, providerId, config }: Component) {
  const known = (Object.hasOwn(COMPONENT_TYPES, providerType) ? COMPONENT_TYPES[providerType] : [])?.find(
    ({ id }) => id === providerId,
  )
  const properties = Object.keys(config ?? {}).map((name) => ({
    ...{ name, label: name, helpText: '', type: 'String' as const },
    ...{ secret: false, required: false, readOnly: false },
  }))
  return known ?? { id: providerId ?? '', helpText: '', properties, metadata: {} }
}

async function listTypes({
  realm,
  query,
  request,
}: AdminContext<undefined, QueryOf<{ readonly type: typeof text }>>): Promise<AdminResponse> {
  const id = request.params['componentId'] ?? ''
  const isThere = id === realm.id || componentsOf(realm.representation).some((component) => component.id === id)
  if (!isThere) throw notFound('Could not find parent component')
  const { type } = query
  if (type === undefined) throw new AdminError(400, { error: 'must specify a subtype' })
  return adminJson(Object.hasOwn(COMPONENT_TYPES, type) ? (COMPONENT_TYPES[type] ?? []) : [])
}

/** It has a route of its own, which checks it; a broken one would keep everybody from signing in. */
function refuseUserProfile(providerType: string): void {
  if (providerType === USER_PROFILE) throw badRequest('The user profile is changed at users/profile')
}

async function change(
  { services, realm }: Pick<AdminContext, 'services' | 'realm'>,
  next: Parameters<AdminContext['services']['stores']['realms']['change']>[1],
): Promise<void> {
  if (!(await services.stores.realms.change(realm.id, next))) throw notFound('Realm not found.')
}

function keySource({ services, realm }: Pick<AdminContext, 'services' | 'realm'>) {
  return { clock: services.clock, random: services.random, realmName: realm.name }
}

function nameOf(name: string): string {
  if (name.length > LONGEST_NAME) throw badRequest(`The name of a component has at most ${LONGEST_NAME} characters`)
  return name
}

function idIn({ request }: Pick<AdminContext, 'request'>): string {
  return request.params['componentId'] ?? ''
}
