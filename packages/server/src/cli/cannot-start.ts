import { StoreUnavailable } from '../store/ports.ts'

/** Something outside the program is in the way; the message is one sentence or two and says what to do. Exit code 1. */
export class CannotStart extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'CannotStart'
  }
}

/** Errors whose message is written for whoever started the program. */
export function explainsItself(error: unknown): error is Error {
  return error instanceof CannotStart || error instanceof StoreUnavailable
}

/** Node's code of an error (`EADDRINUSE`), if it has one. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}
