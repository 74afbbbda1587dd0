import { queryOptions } from '@tanstack/react-query'
import { adminClient } from './admin-client.ts'

/** A mapper that would take part, and where it comes from: a client scope, or the client itself. */
export interface EffectiveMapper {
  readonly mapperId: string
  readonly mapperName: string
  readonly containerId: string
  readonly containerName: string
  readonly containerType: 'client' | 'client-scope'
  readonly protocolMapper: string
}

export interface Question {
  readonly realm: string
  /** The client's UUID. */
  readonly id: string
  /** Optional scopes that are asked for, between spaces. */
  readonly scope: string
}

export const effectiveMappers = ({ realm, id, scope }: Question) =>
  queryOptions({
    queryKey: ['clients', realm, 'evaluate', id, 'mappers', scope],
    queryFn: async () => {
      const found: unknown = await adminClient.clients.evaluateListProtocolMapper({ realm, id, scope })
      return Array.isArray(found) ? found.map(readMapper) : []
    },
  })

/** @param container - the realm's name for its own roles, else a client's UUID. */
export const effectiveRoles = ({ realm, id, scope }: Question, container: string) =>
  queryOptions({
    queryKey: ['clients', realm, 'evaluate', id, 'roles', scope, container],
    queryFn: async () => {
      const found = await adminClient.clients.evaluatePermission({
        realm,
        id,
        scope,
        roleContainer: container,
        type: 'granted',
      })
      return found.map(({ name = '' }) => name)
    },
  })

export type ExampleKind = 'access' | 'id' | 'userinfo'
export type Claims = Readonly<Record<string, unknown>>

const EXAMPLES = {
  access: adminClient.clients.evaluateGenerateAccessToken,
  id: adminClient.clients.evaluateGenerateIdToken,
  userinfo: adminClient.clients.evaluateGenerateUserInfo,
} as const

export const exampleOf = (kind: ExampleKind, { realm, id, scope }: Question, userId: string) =>
  queryOptions({
    queryKey: ['clients', realm, 'evaluate', id, kind, scope, userId],
    queryFn: async (): Promise<Claims> => {
      const call = EXAMPLES[kind]
      const answer: unknown = await call({ realm, id, scope, userId, audience: '' })
      return typeof answer === 'object' && answer !== null ? { ...answer } : {}
    },
  })

function readMapper(value: unknown): EffectiveMapper {
  const field = (name: string) => String(Reflect.get(Object(value), name) ?? '')
  return {
    mapperId: field('mapperId'),
    mapperName: field('mapperName'),
    containerId: field('containerId'),
    containerName: field('containerName'),
    containerType: field('containerType') === 'client' ? 'client' : 'client-scope',
    protocolMapper: field('protocolMapper'),
  }
}
