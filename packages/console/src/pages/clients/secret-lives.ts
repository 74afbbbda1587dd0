import type { Client } from '../../api/clients.ts'

/** How long the secrets of a client count. Times are epoch milliseconds. */
export interface SecretLives {
  readonly made: number | undefined
  readonly ends: number | undefined
  readonly isOver: boolean
  /** Of the secret before the present one, where there is one. */
  readonly rotated: { readonly ends: number; readonly isOver: boolean } | undefined
}

/** @param nowMs - a secret counts to the end of the second of its end. */
export function secretLivesOf({ attributes = {} }: Pick<Client, 'attributes'>, nowMs: number): SecretLives {
  const at = (name: string) => {
    const seconds = Number(attributes[`client.secret.${name}`] ?? 0)
    return Number.isSafeInteger(seconds) && seconds > 0 ? seconds * 1000 : undefined
  }
  const isOver = (ends: number) => nowMs >= ends + 1000
  const ends = at('expiration.time')
  const rotatedEnds = at('rotated.expiration.time')
  return {
    made: at('creation.time'),
    ends,
    isOver: ends !== undefined && isOver(ends),
    rotated: rotatedEnds === undefined ? undefined : { ends: rotatedEnds, isOver: isOver(rotatedEnds) },
  }
}
