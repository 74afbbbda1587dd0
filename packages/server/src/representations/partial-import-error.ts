/** A part that can't be imported as it is. */
export class PartialImportError extends Error {
  readonly status: 400 | 409
  constructor(status: 400 | 409, message: string) {
    super(message)
    this.name = 'PartialImportError'
    this.status = status
  }
}
