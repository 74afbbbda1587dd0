import type { RealmRepresentation } from '../../representations/keycloak.ts'
import type { BriefRealm, StoredRealm } from '../ports.ts'
import type { RealmRow } from '../tables.ts'

/**
 * What makes a realm's document long and is read with the whole realm only. Apart from the settings it is in a column of
 * its own, so that a list of 2,000 realms reads a tenth of what they hold.
 */
const PARTS = [
  'components',
  'authenticationFlows',
  'authenticatorConfig',
  'requiredActions',
  'identityProviders',
  'identityProviderMappers',
  'localizationTexts',
] as const

export function documentColumns(document: RealmRepresentation): Pick<RealmRow, 'document' | 'parts' | 'brief'> {
  const isPart = new Set<string>(PARTS)
  const [parts, settings] = [true, false].map((part) =>
    Object.fromEntries(Object.entries(document).filter(([field]) => isPart.has(field) === part)),
  )
  return { document: JSON.stringify(settings), parts: JSON.stringify(parts), brief: briefColumn(document) }
}

export function briefColumn({ displayName, displayNameHtml, enabled }: RealmRepresentation): string {
  return JSON.stringify({ displayName, displayNameHtml, enabled })
}

/** The realm's own document. Its own columns win: they are what is unique and looked up. */
export function documentOf(row: Pick<RealmRow, 'realm_id' | 'name' | 'document' | 'parts'>): StoredRealm {
  return { ...JSON.parse(row.document), ...JSON.parse(row.parts), id: row.realm_id, realm: row.name }
}

export function briefOf(row: Pick<RealmRow, 'realm_id' | 'name' | 'brief'>): BriefRealm {
  return { id: row.realm_id, realm: row.name, ...JSON.parse(row.brief) }
}

/** The same without its parts. */
export function settingsOf(row: Pick<RealmRow, 'realm_id' | 'name' | 'document'>): StoredRealm {
  return { ...JSON.parse(row.document), id: row.realm_id, realm: row.name }
}
