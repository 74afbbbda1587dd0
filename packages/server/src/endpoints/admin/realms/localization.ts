/** `localization`: a realm's own texts, which its pages show before ours. */
import { flag, mapOf, type ShapeOf, text } from '../../../representations/json-shape.ts'
import type { RealmRepresentation } from '../../../representations/keycloak.ts'
import {
  localesOf,
  type Texts,
  textsOfLocale,
  textsProblem,
  withoutLocale,
  withoutText,
  withTexts,
} from '../../../representations/realm-texts.ts'
import { noContent } from '../../answers.ts'
import { AdminError, badRequest, notFound } from '../admin-error.ts'
import { adminJson } from '../admin-json.ts'
import { type AdminContext, type AdminResponse, type AdminRoute, realmRoute } from '../admin-route.ts'
import { PERMISSIONS } from '../permissions.ts'
import type { QueryOf } from '../read-request.ts'

const localeFields = { useRealmDefaultLocaleFallback: flag } as const
const textsShape = mapOf(text)
/** Any administrator but one who may only impersonate: every console shows them. */
const READERS = PERMISSIONS.filter((permission) => permission !== 'impersonation')
const NO_TEXT = 'Localization text not found'

export const localizationRoutes: readonly AdminRoute[] = [
  realmRoute({
    method: 'GET',
    path: '/localization',
    summary: 'List the locales for which the realm has texts',
    needs: READERS,
    answer: async ({ realm }) => adminJson(localesOf(realm.representation)),
  }),
  realmRoute({
    method: 'GET',
    path: '/localization/:locale',
    summary: "Read the realm's texts for a locale",
    needs: READERS,
    query: localeFields,
    answer: readTexts,
  }),
  realmRoute({
    method: 'POST',
    path: '/localization/:locale',
    summary: 'Add texts for a locale',
    needs: 'manage-realm',
    body: textsShape,
    changes: 'REALM',
    answer: addTexts,
  }),
  realmRoute({
    method: 'DELETE',
    path: '/localization/:locale',
    summary: 'Take all texts of a locale away',
    needs: 'manage-realm',
    changes: 'REALM',
    answer: async (context) => {
      const locale = named(context, 'locale')
      const missing = `No localization texts for locale ${locale} found.`
      return changeTexts(context, (document) => withoutLocale(document, locale) ?? refuse(notFound(missing)))
    },
  }),
  realmRoute({
    method: 'GET',
    path: '/localization/:locale/:key',
    summary: 'Read one text',
    needs: READERS,
    answer: readText,
  }),
  realmRoute({
    method: 'PUT',
    path: '/localization/:locale/:key',
    summary: 'Set one text; the body is the text itself, text/plain',
    needs: 'manage-realm',
    changes: 'REALM',
    answer: setText,
  }),
  realmRoute({
    method: 'DELETE',
    path: '/localization/:locale/:key',
    summary: 'Take one text away',
    needs: 'manage-realm',
    changes: 'REALM',
    answer: async (context) => {
      const [locale, key] = [named(context, 'locale'), named(context, 'key')]
      return changeTexts(context, (document) => withoutText(document, locale, key) ?? refuse(notFound(NO_TEXT)))
    },
  }),
]

async function readTexts(context: AdminContext<undefined, QueryOf<typeof localeFields>>): Promise<AdminResponse> {
  const { representation, internationalization } = context.realm
  const { defaultLocale } = internationalization
  const withDefault = context.query.useRealmDefaultLocaleFallback === true && defaultLocale !== undefined
  return adminJson({
    ...(withDefault && textsOfLocale(representation, defaultLocale)),
    ...textsOfLocale(representation, named(context, 'locale')),
  })
}

async function readText(context: AdminContext): Promise<AdminResponse> {
  const texts: Texts = textsOfLocale(context.realm.representation, named(context, 'locale')) ?? {}
  const key = named(context, 'key')
  if (!Object.hasOwn(texts, key)) throw notFound(NO_TEXT)
  return { status: 200, headers: { 'content-type': 'text/plain;charset=UTF-8' }, body: texts[key] ?? '' }
}

async function addTexts(context: AdminContext<ShapeOf<typeof textsShape>>): Promise<AdminResponse> {
  return change(context, context.body)
}

async function setText(context: AdminContext): Promise<AdminResponse> {
  const { request } = context
  if (request.header('content-type')?.split(';')[0]?.trim().toLowerCase() !== 'text/plain') {
    throw new AdminError(415, { error: 'The content-type header value did not match the value in @Consumes' })
  }
  const changed = request.text
  return { ...(await change(context, { [named(context, 'key')]: changed })), changed }
}

function change(context: Pick<AdminContext, 'services' | 'realm' | 'request'>, texts: Texts): Promise<AdminResponse> {
  const locale = named(context, 'locale')
  return changeTexts(context, (document) => {
    const problem = textsProblem(document, locale, texts)
    return problem === undefined ? withTexts(document, locale, texts) : refuse(badRequest(problem))
  })
}

async function changeTexts(
  { services, realm }: Pick<AdminContext, 'services' | 'realm'>,
  edit: (document: RealmRepresentation) => RealmRepresentation,
): Promise<AdminResponse> {
  await services.stores.realms.change(realm.id, edit)
  return noContent()
}

function named({ request }: Pick<AdminContext, 'request'>, parameter: 'locale' | 'key'): string {
  return request.params[parameter] ?? ''
}

function refuse(error: AdminError): never {
  throw error
}
