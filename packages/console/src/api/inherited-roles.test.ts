import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type RoleSource, withInherited } from './inherited-roles.ts'
import type { Role } from './roles.ts'

const role = (name: string, composite = false): Role => ({ id: name, name, composite })
const given = { kind: 'given' } as const
const tree: Readonly<Record<string, readonly Role[]>> = {
  admin: [role('editor', true), role('reader')],
  editor: [role('reader'), role('admin', true)],
}
const compositesOf = async ({ name }: Role) => tree[name] ?? []

describe('the roles that somebody has', () => {
  it('are those that were given and those they stand for, with where each comes from', async () => {
    const { held, partial } = await withInherited([{ role: role('admin', true), source: given }], compositesOf)
    assert.deepEqual(
      held.map((one) => [one.role.name, one.sources.map(wordOf)]),
      [
        ['admin', ['given', 'editor']],
        ['editor', ['admin']],
        ['reader', ['admin', 'editor']],
      ],
    )
    assert.equal(partial, false)
  })

  it('may come from several groups at once', async () => {
    const starts = ['/a', '/b'].map((path) => ({
      role: role('reader'),
      source: { kind: 'group', id: path, path } as const,
    }))
    const { held } = await withInherited(starts, compositesOf)
    assert.deepEqual(
      held.map((one) => one.sources.map(wordOf)),
      [['/a', '/b']],
    )
  })

  it('are said to be incomplete when one may not be looked into', async () => {
    const { held, partial } = await withInherited([{ role: role('admin', true), source: given }], async () => undefined)
    assert.deepEqual([held.length, partial], [1, true])
  })

  it('end somewhere, however many roles stand for others', async () => {
    let asked = 0
    const endless = async ({ name }: Role) => {
      asked += 1
      return [role(`${name}+`, true)]
    }
    const { partial } = await withInherited([{ role: role('first', true), source: given }], endless)
    assert.deepEqual([asked, partial], [200, true])
  })

  it('that stand for nothing are not asked about', async () => {
    const refuse = () => Promise.reject(new Error('asked'))
    assert.equal((await withInherited([{ role: role('reader'), source: given }], refuse)).held.length, 1)
  })
})

function wordOf(source: RoleSource): string {
  return source.kind === 'given' ? 'given' : source.kind === 'group' ? source.path : source.role.name
}
