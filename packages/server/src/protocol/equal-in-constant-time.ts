import { createHash, timingSafeEqual } from 'node:crypto'

/** Compares two secrets without telling by time where or in how many characters they differ. */
export function equalInConstantTime(a: string, b: string): boolean {
  return timingSafeEqual(digest(a), digest(b))
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
