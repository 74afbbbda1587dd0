import { randomBytes, randomUUID } from 'node:crypto'
import type { Clock, Random } from './model/time.ts'
import { uuidV7 } from './model/uuid-v7.ts'

export const systemClock: Clock = {
  now: () => Math.floor(Date.now() / 1000),
  nowMs: () => Date.now(),
}

export const systemRandom: Random = {
  bytes: (length) => randomBytes(length),
  uuid: () => randomUUID(),
  uuidByTime: () => uuidV7(Date.now(), randomBytes(10)),
}
