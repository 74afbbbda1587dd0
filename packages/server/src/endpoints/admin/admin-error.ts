/** A refusal of the Admin API. Keycloak has two styles, `error` and `errorMessage`, fixed per case: the body says which. */
export class AdminError extends Error {
  readonly status: number
  readonly body: object

  constructor(status: number, body: object) {
    super(`admin refusal ${status}`)
    this.name = 'AdminError'
    this.status = status
    this.body = body
  }
}

export const unauthorized = () => new AdminError(401, { error: 'HTTP 401 Unauthorized' })
export const forbidden = () => new AdminError(403, { error: 'HTTP 403 Forbidden' })
export const notFound = (error: string) => new AdminError(404, { error })
export const badRequest = (errorMessage: string) => new AdminError(400, { errorMessage })
export const conflict = (errorMessage: string) => new AdminError(409, { errorMessage })
