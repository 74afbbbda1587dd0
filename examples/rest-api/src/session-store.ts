import type { SessionStore } from '@latchkey/relying-party/session'
import type { StoreChoice } from './config.ts'

/** Opens the store that was chosen; the drivers of the others are not loaded. */
export async function openStore(choice: StoreChoice): Promise<SessionStore> {
  switch (choice.kind) {
    case 'memory': {
      const { memoryStore } = await import('@latchkey/relying-party/stores/memory')
      return memoryStore()
    }
    case 'sqlite': {
      const { sqliteStore } = await import('@latchkey/relying-party/stores/sqlite')
      return sqliteStore({ database: choice.path })
    }
    case 'postgres': {
      const { ensureSchema, postgresStore } = await import('@latchkey/relying-party/stores/postgres')
      const { default: pg } = await import('pg')
      const pool = new pg.Pool({ connectionString: choice.url })
      await ensureSchema(pool)
      return { ...postgresStore({ pool }), close: () => pool.end() }
    }
    case 'redis': {
      const { redisStore } = await import('@latchkey/relying-party/stores/redis')
      const { createClient } = await import('redis')
      const client = createClient({ url: choice.url })
      await client.connect()
      return { ...redisStore({ client }), close: () => client.close() }
    }
  }
}
