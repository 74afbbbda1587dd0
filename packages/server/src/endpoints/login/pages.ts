/** The pages of `pages/` with what a request knows: the realm's name, the reader's language, the client, the reference. */
import type { Client } from '../../model/client.ts'
import { errorPage as errorDocument } from '../../pages/error-page.ts'
import { explain } from '../../pages/explanation.ts'
import { formPostPage as formPostDocument } from '../../pages/form-post-page.ts'
import { infoPage as infoDocument } from '../../pages/info-page.ts'
import { loginPage } from '../../pages/login-page.ts'
import { logoutConfirmPage as logoutConfirmDocument } from '../../pages/logout-confirm-page.ts'
import type { Message, RealmTexts } from '../../pages/messages.ts'
import { updatePasswordPage } from '../../pages/update-password-page.ts'
import { updateProfilePage } from '../../pages/update-profile-page.ts'
import type { View } from '../../pages/view.ts'
import { isSafeToVisit, resolveRootUrl } from '../../protocol/redirect-uri.ts'
import type { Reason } from '../../protocol/rules.ts'
import { page } from '../answers.ts'
import type { Cookie, Response } from '../exchange.ts'
import { eventOf, type RealmContext } from '../realm-endpoint.ts'
import type { Challenge } from './authenticator.ts'
import { localeOf } from './locale.ts'
import type { Login } from './login-in-progress.ts'
import type { ActionPage } from './required-action.ts'
import { formUrl, loginActionUrl } from './urls.ts'

/** A refusal that is a page: what the person reads, and why. */
export interface ErrorPage {
  readonly message: Message
  readonly status: number
  readonly reason: Reason
  readonly client?: Client | undefined
}

/** The page of a flow's step. @param expired - a form of an older page was sent: said once. */
export function challengePage(login: Login, challenge: Challenge, expired: boolean): Response {
  const { context, client, cookies } = login
  const { realm } = context
  const notice = challenge.message ?? (expired ? EXPIRED : undefined)
  const body = loginPage(
    {
      action: formUrl(login, 'authenticate'),
      clientName: nameOf(client),
      identifier: realm.login.registrationEmailAsUsername
        ? 'email'
        : realm.login.withEmail
          ? 'usernameOrEmail'
          : 'username',
      username: challenge.username,
      fieldError: challenge.fieldError,
      message: notice,
      ...(realm.login.rememberMe && { rememberMe: challenge.rememberMe ?? false }),
      ...(challenge.fixedUser && {
        fixedUser: { username: challenge.username, restartUrl: loginActionUrl(login, 'restart') },
      }),
    },
    viewOf(context, login.session.request, login.session.tabId),
  )
  return page(body, 200, cookies)
}

const EXPIRED = { kind: 'warning', text: 'expiredActionMessage' } as const

export function requiredActionPage(login: Login, action: ActionPage): Response {
  const { context, session, cookies } = login
  const view = viewOf(context, session.request, session.tabId)
  const url = formUrl(login, 'required-action')
  const cancellable = session.notes['action'] === session.execution
  if (action.kind === 'update-password') {
    const { username, error } = action
    return page(updatePasswordPage({ action: url, username, error, cancellable }, view), 200, cookies)
  }
  const { values, errors } = action
  return page(updateProfilePage({ action: url, values, errors, cancellable }, view), 200, cookies)
}

/** Tells the person in a sentence, the developer (in development) by the rule, and the log both. */
export async function errorPage(context: RealmContext, error: ErrorPage): Promise<Response> {
  const { services } = context
  const reference = services.random.bytes(4).toString('hex')
  services.recorder.refused({
    ...eventOf(context, 'LOGIN_ERROR', { clientId: error.client?.clientId, reference }),
    reason: error.reason,
  })
  const body = errorDocument(
    {
      message: error.message,
      clientName: error.client && nameOf(error.client),
      applicationUrl: homeOf(error.client, context.request.base),
      reference,
      // nothing of this is made outside development: it tells how the realm is set up
      explanation: services.development ? explain(error.reason) : undefined,
    },
    viewOf(context),
  )
  return page(body, error.status)
}

export function infoPage(context: RealmContext, message: 'successLogout', cookies: readonly Cookie[]): Response {
  return page(infoDocument({ message, detail: 'successLogoutDetail' }, viewOf(context)), 200, cookies)
}

export function logoutConfirmPage(
  context: RealmContext,
  question: {
    readonly action: string
    readonly sessionCode: string
    readonly client: Client | undefined
    readonly cookies: readonly Cookie[]
  },
): Response {
  const { action, sessionCode, client, cookies } = question
  const applicationUrl = homeOf(client, context.request.base)
  return page(logoutConfirmDocument({ action, sessionCode, applicationUrl }, viewOf(context)), 200, cookies)
}

export function formPostPage(
  context: RealmContext,
  redirectUri: string,
  parameters: Readonly<Record<string, string>>,
): Response {
  return page(formPostDocument({ action: redirectUri, parameters: Object.entries(parameters) }, viewOf(context)))
}

function viewOf(context: RealmContext, asked: Readonly<Record<string, string>> = {}, flow?: string): View {
  const { realm, request, services } = context
  const locale = localeOf(realm, request, asked)
  return {
    realmName: realm.displayName ?? realm.name,
    locale,
    texts: textsOf(realm.representation['localizationTexts'], locale),
    base: request.base,
    ...(services.development && { development: { flow } }),
  }
}

/** A realm's own texts; the very object of the document, because compiled messages are kept by it. */
function textsOf(all: unknown, locale: string): RealmTexts | undefined {
  const texts = typeof all === 'object' && all !== null ? Reflect.get(all, locale) : undefined
  return typeof texts === 'object' && texts !== null ? (texts as RealmTexts) : undefined
}

/** A built-in client's name is a key of Keycloak's own texts: its public name says as much. */
function nameOf({ name, clientId }: Client): string {
  return name && !name.startsWith('${') ? name : clientId
}

/** Where "back to the application" leads: its base URL, if it is one that may be visited. */
function homeOf(client: Client | undefined, base: string): string | undefined {
  const { baseUrl } = client ?? {}
  const rootUrl = resolveRootUrl(client?.rootUrl, base)
  const url = baseUrl?.startsWith('/') ? (rootUrl ?? '') + baseUrl : (baseUrl ?? rootUrl)
  return url && /^https?:/i.test(url) && isSafeToVisit(url) ? url : undefined
}
