import { after, before, describe, it } from 'node:test'
import { Pool } from 'pg'
import { ensureSchema, postgresStore } from '../../src/stores/postgres.ts'
import { storeContract } from './contract.ts'
import { type PostgresServer, postgresPackage, startPostgres } from './postgres-server.ts'

const packageFolder = postgresPackage()

if (packageFolder === undefined) {
  describe('session store: PostgreSQL', () => {
    it('needs a package with its programs', { skip: 'npm has none for this machine' }, () => {})
  })
} else {
  let server: PostgresServer
  let pool: Pool
  before(async () => {
    server = await startPostgres(packageFolder)
    pool = new Pool({ ...server.connection, max: 10 })
    await ensureSchema(pool)
    await ensureSchema(pool)
  })
  after(async () => {
    await pool.end()
    await server.stop()
  })
  storeContract('PostgreSQL', {
    async open(clock) {
      await pool.query('TRUNCATE rp_session, rp_session_index, rp_lease')
      return postgresStore({ pool, clock })
    },
    again: async (clock) => postgresStore({ pool, clock }),
  })
}
