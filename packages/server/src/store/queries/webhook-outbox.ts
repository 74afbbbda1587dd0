import { type Act, changes, type Engine, firstRow, type QueryBuilder, rows } from '../act.ts'
import type { TakenMessage, WebhookOutbox } from '../event-ports.ts'
import { inserter } from './insert-rows.ts'

export function webhookOutbox(engine: Engine): WebhookOutbox {
  const { db } = engine
  const insert = inserter(db, 'webhook_message')
  return {
    put: (realmId, messages, nowMs) =>
      engine.write(() =>
        insert(messages.map(({ id, body }) => ({ realm_id: realmId, id, body, attempts: 0, due_ms: nowMs }))),
      ),
    async take(nowMs, untilMs, max) {
      // nothing to do is the usual case, and must not cost a commit
      const due = await engine.read(() => dueMessages(db, nowMs, max))
      return due.length === 0 ? [] : engine.write(() => takeMessages(db, nowMs, untilMs, max))
    },
    async remove({ realmId, id }) {
      await engine.write(() =>
        changes(db.deleteFrom('webhook_message').where('realm_id', '=', realmId).where('id', '=', id)),
      )
    },
    async postpone({ realmId, id }, dueMs) {
      await engine.write(() =>
        changes(
          db.updateTable('webhook_message').set({ due_ms: dueMs }).where('realm_id', '=', realmId).where('id', '=', id),
        ),
      )
    },
  }
}

function* dueMessages(db: QueryBuilder, nowMs: number, max: number) {
  return yield* rows(
    db
      .selectFrom('webhook_message')
      .select(['realm_id', 'id', 'due_ms'])
      .where('due_ms', '<=', nowMs)
      .orderBy('due_ms')
      .orderBy('id')
      .limit(max),
  )
}

function* takeMessages(db: QueryBuilder, nowMs: number, untilMs: number, max: number): Act<readonly TakenMessage[]> {
  const taken: TakenMessage[] = []
  for (const { realm_id, id, due_ms } of yield* dueMessages(db, nowMs, max)) {
    // of two nodes that see it due, one still finds it so
    const row = yield* firstRow(
      db
        .updateTable('webhook_message')
        .set((message) => ({ due_ms: untilMs, attempts: message('attempts', '+', 1) }))
        .where('realm_id', '=', realm_id)
        .where('id', '=', id)
        .where('due_ms', '=', due_ms)
        .returning(['body', 'attempts']),
    )
    if (row) taken.push({ realmId: realm_id, id, body: row.body, attempts: row.attempts })
  }
  return taken
}
