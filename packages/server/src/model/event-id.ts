import { uuidV7 } from './uuid-v7.ts'

/**
 * The smallest id that an event of this millisecond can have: as ids grow with time, a span of time is a span of ids.
 *
 * @param timeMs - milliseconds since the epoch; what is before it counts as its start.
 */
export function firstEventIdOf(timeMs: number): string {
  return uuidV7(Math.max(0, Math.min(timeMs, LAST_MS)), NO_RANDOM)
}

const NO_RANDOM = Buffer.alloc(10)
/** 48 bits. */
const LAST_MS = 0xff_ff_ff_ff_ff_ff

/** Makes ids that grow with time, and within one millisecond too. @param random - gives that many random bytes. */
export function eventIds(clock: { nowMs(): number }, random: { bytes(length: number): Buffer }): () => string {
  let lastMs = 0
  let sequence = 0
  return () => {
    // a clock that is set back makes the order wrong for a moment, but no id twice
    const nowMs = clock.nowMs()
    sequence = nowMs === lastMs ? sequence + 1 : 0
    lastMs = nowMs
    const bytes = random.bytes(10)
    // RFC 9562 §6.2, method 1: the 12 bits after the version count
    bytes.writeUInt16BE(Math.min(sequence, 0xfff), 0)
    return uuidV7(nowMs, bytes)
  }
}
