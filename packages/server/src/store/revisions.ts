import type { Clock } from '../model/time.ts'
import { type Act, type Engine, firstRow, type Parameter, prepared, type QueryBuilder } from './act.ts'
import { BoundedMap } from './bounded-map.ts'

/** How long another process's change of configuration may go unnoticed. */
const MAX_LAG_MS = 1_000
const MAX_REALMS = 4_096

/**
 * Tells which revision of a realm's configuration is the present one, mostly from memory. Caches keep what they loaded
 * together with the revision it belongs to, and ask here whether that one still stands: at most a second behind other
 * processes, never behind this one.
 */
export interface Revisions {
  /** @returns `undefined` when there is no such realm. */
  current(realmId: string): Promise<number | undefined>
  /** To be called after each change of the realm's configuration by this process, before its caller hears of it. */
  changed(realmId: string): void
  /** As {@link Revisions.changed}, when a realm was deleted: another one may come with its id and its revision. */
  deleted(): void
  /** What was cached in an earlier epoch no longer stands, whatever its revision. */
  epoch(): number
}

export function revisionsOf(engine: Engine, clock: Clock): Revisions {
  const known = new BoundedMap<string, number>(MAX_REALMS)
  const revision = prepared((the: Parameter<{ realmId: string }>) =>
    engine.db.selectFrom('realm').select('revision').where('realm_id', '=', the('realmId')),
  )
  let mark: number | undefined
  let markedAtMs = Number.NEGATIVE_INFINITY
  /** Grows with each change here: a revision read before it must not be remembered after it. */
  let changeCount = 0
  let epoch = 0

  async function noticeOthers(): Promise<void> {
    const nowMs = clock.nowMs()
    // A clock that was set back counts as expired too.
    if (nowMs >= markedAtMs && nowMs - markedAtMs < MAX_LAG_MS) return
    const newMark = await engine.changeMark()
    if (newMark !== mark) {
      known.clear()
      changeCount += 1
    }
    mark = newMark
    markedAtMs = nowMs
  }

  return {
    async current(realmId) {
      await noticeOthers()
      const remembered = known.get(realmId)
      if (remembered !== undefined) return remembered
      const before = changeCount
      const [row] = await engine.read(() => revision({ realmId }))
      if (row && before === changeCount) known.set(realmId, row.revision)
      return row?.revision
    },
    changed(realmId) {
      changeCount += 1
      known.delete(realmId)
    },
    deleted() {
      changeCount += 1
      epoch += 1
      known.clear()
    },
    epoch: () => epoch,
  }
}

/** Part of every act that changes configuration. @throws when there is no such realm: nothing can be added to it. */
export function* bumpRevision(db: QueryBuilder, realmId: string): Act<void> {
  const bumped = yield* firstRow(
    db
      .updateTable('realm')
      .set((realm) => ({ revision: realm('revision', '+', 1) }))
      .where('realm_id', '=', realmId)
      .returning('revision'),
  )
  if (!bumped) throw new Error(`realm ${realmId} is gone`)
}
