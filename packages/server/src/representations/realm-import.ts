/**
 * Imports realms from Keycloak's JSON: full exports, files of older versions and small hand-written ones. A document
 * goes through four steps: `realm-document.ts` reads its types, `complete-realm.ts` fills in what it leaves out,
 * `check-realm.ts` looks for names that are taken twice or point nowhere, `resolve-realm.ts` turns names into ids.
 */
import { checkRealm } from './check-realm.ts'
import { type CompleteRealm, completeRealm } from './complete-realm.ts'
import { isObject } from './fields.ts'
import type { ImportContext } from './import-context.ts'
import { Problems } from './json-shape.ts'
import type { ComponentRepresentation } from './keycloak.ts'
import type { RealmAggregate } from './realm-aggregate.ts'
import { readRealmDocument } from './realm-document.ts'
import { RealmImportError } from './realm-import-error.ts'
import { KEY_PROVIDER } from './realm-model.ts'
import { resolveRealm } from './resolve-realm.ts'
import { newClientSecret } from './secret.ts'

/**
 * Makes a realm with all it holds of a document. `{ realm: 'name', enabled: true }` is a whole one: a new realm.
 *
 * @param document - parsed JSON, from anywhere.
 * @param path - of the document within its file, for messages.
 * @throws {RealmImportError} with all that is wrong; then nothing was hashed or generated.
 */
export async function importRealm(document: unknown, context: ImportContext, path = '$'): Promise<RealmAggregate> {
  const complete = readRealm(document, context, path)
  const components = await withKeys(complete, context)
  return resolveRealm({ ...complete, components }, context)
}

/** The steps that need no waiting: everything but keys and password hashes. */
function readRealm(document: unknown, { random, clock }: ImportContext, path: string): CompleteRealm {
  const problems = new Problems()
  const file = readRealmDocument(document, path, problems)
  if (problems.count > 0 || file.realm === undefined) throw new RealmImportError(problems)
  const complete = completeRealm(
    { ...file, realm: file.realm },
    { now: clock.now(), newSecret: () => newClientSecret(random) },
  )
  checkRealm(complete, path, problems)
  if (problems.count > 0) throw new RealmImportError(problems)
  return complete
}

/**
 * A file with key providers gets only those. One that came without its key (Keycloak leaves it out of a partial export)
 * gets a new one.
 */
async function withKeys(
  { realm, components }: CompleteRealm,
  { newKeyProviders }: ImportContext,
): Promise<CompleteRealm['components']> {
  const given = components[KEY_PROVIDER]
  if (given === undefined || given.length === 0)
    return { ...components, [KEY_PROVIDER]: [...(await newKeyProviders(realm))] }
  if (!given.some(lacksKey)) return components
  const made = await newKeyProviders(realm)
  const completed = given.map((provider) => {
    const fresh = lacksKey(provider) ? made.find(({ providerId }) => providerId === provider.providerId) : undefined
    return fresh === undefined ? provider : { ...provider, config: { ...fresh.config, ...provider.config } }
  })
  return { ...components, [KEY_PROVIDER]: completed }
}

function lacksKey({ providerId, config }: ComponentRepresentation): boolean {
  const generated = /^(rsa|rsa-enc|aes|hmac)-generated$/.test(providerId ?? '')
  return generated && !(isObject(config) && ('privateKey' in config || 'secret' in config))
}
