import type { Response } from '../endpoints/exchange.ts'
import { errorPage } from '../pages/error-page.ts'
import type { MessageKey } from '../pages/messages.ts'

/** A refusal outside any realm: nobody's name, English. */
export function plainErrorPage(status: number, message: MessageKey, base: string): Response {
  return {
    status,
    headers: { 'content-type': 'text/html;charset=utf-8', 'cache-control': 'no-store' },
    body: errorPage({ message }, { realmName: 'Latchkey', locale: 'en', base }),
  }
}
