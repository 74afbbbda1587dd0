import type { CarriedStore, SessionStore } from '@latchkey/relying-party/session'
import type { StoreChoice } from './config.ts'

export interface OpenStore {
  readonly store: SessionStore | CarriedStore
  close(): Promise<void>
}

/** Opens the store that was chosen; the drivers of the others are not loaded. */
export async function openStore(choice: StoreChoice): Promise<OpenStore> {
  switch (choice.kind) {
    case 'memory': {
      const { memoryStore } = await import('@latchkey/relying-party/stores/memory')
      return ownedStore(memoryStore())
    }
    case 'cookie': {
      const { cookieStore } = await import('@latchkey/relying-party/stores/cookie')
      return { store: cookieStore(), close: async () => {} }
    }
    case 'sqlite': {
      const { sqliteStore } = await import('@latchkey/relying-party/stores/sqlite')
      return ownedStore(sqliteStore({ database: choice.path }))
    }
    case 'postgres': {
      const { ensureSchema, postgresStore } = await import('@latchkey/relying-party/stores/postgres')
      const { default: pg } = await import('pg')
      const pool = new pg.Pool({ connectionString: choice.url })
      await ensureSchema(pool)
      return { store: postgresStore({ pool }), close: () => pool.end() }
    }
    case 'redis': {
      const { redisStore } = await import('@latchkey/relying-party/stores/redis')
      const { createClient } = await import('redis')
      const client = createClient({ url: choice.url })
      await client.connect()
      return { store: redisStore({ client }), close: async () => client.close() }
    }
  }
}

function ownedStore(store: SessionStore): OpenStore {
  return { store, close: () => store.close() }
}
