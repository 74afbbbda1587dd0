/**
 * A version 7 UUID (RFC 9562 §5.7): 48 bits of milliseconds, then randomness, so that ids made together sort together.
 *
 * @param timeMs - milliseconds since the epoch.
 * @param random - 10 random bytes.
 */
export function uuidV7(timeMs: number, random: Buffer): string {
  const bytes = Buffer.alloc(16)
  bytes.writeUIntBE(timeMs, 0, 6)
  random.copy(bytes, 6, 0, 10)
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x70, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
