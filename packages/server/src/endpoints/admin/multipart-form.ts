import type { Request } from '../exchange.ts'
import { badRequest } from './admin-error.ts'

/**
 * The texts of a multipart form (RFC 7578), read by the platform.
 *
 * @param fields - what is expected, for the words of the refusal.
 * @throws {AdminError} 400
 */
export async function multipartForm(request: Request, fields: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const type = request.header('content-type') ?? ''
  try {
    const form = await new globalThis.Response(request.multipart, { headers: { 'content-type': type } }).formData()
    const texts = [...form].map(
      async ([name, value]): Promise<[string, string]> => [
        name,
        typeof value === 'string' ? value : await value.text(),
      ],
    )
    return new Map(await Promise.all(texts))
  } catch {
    throw badRequest(`Expected a multipart form with ${fields.join(' and ')}`)
  }
}
