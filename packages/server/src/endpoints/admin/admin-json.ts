import { JSON_WITH_CHARSET, json } from '../answers.ts'
import type { Response } from '../exchange.ts'

/** An answer of the Admin API. */
export function adminJson(body: object): Response {
  return json(body, 200, JSON_WITH_CHARSET)
}
