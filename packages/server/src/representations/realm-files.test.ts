import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { testImportContext } from '../../test/support/realm-documents.ts'
import { type FileReader, importRealmFiles, type RealmFilesError, readRealmFiles } from './realm-files.ts'

describe('reading realm files', () => {
  it('reads one file', async () => {
    const files = await read({ 'r.json': '{"realm":"a"}' }, 'r.json')
    assert.deepEqual(files, [{ file: 'r.json', path: '$', document: { realm: 'a' }, userFiles: [] }])
  })

  it('reads a file of several realms', async () => {
    const files = await read({ 'all.json': '[{"realm":"a"},{"realm":"b"}]' }, 'all.json')
    assert.deepEqual(
      files.map(({ path, document }) => [path, document]),
      [
        ['$[0]', { realm: 'a' }],
        ['$[1]', { realm: 'b' }],
      ],
    )
  })

  it('reads all JSON of a folder and puts users to their realm, in numeric order', async () => {
    const files = await read(
      {
        'd/a-realm.json': '{"realm":"a","users":[{"username":"u0"}]}',
        'd/a-users-10.json': '{"realm":"a","users":[{"username":"u3"}]}',
        'd/a-users-2.json': '{"realm":"a","users":[{"username":"u1"},{"username":"u2"}]}',
        'd/b-realm.json': '{"realm":"b"}',
        'd/readme.txt': 'not read',
      },
      'd/',
    )
    assert.deepEqual(
      files.map(({ document }) => document),
      [{ realm: 'a', users: ['u0', 'u1', 'u2', 'u3'].map((username) => ({ username })) }, { realm: 'b' }],
    )
  })

  it('puts environment variables in', async () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a placeholder
    const [file] = await read({ 'r.json': '{"realm":"${NAME:none}"}' }, 'r.json', { NAME: 'mine' })
    assert.deepEqual(file?.document, { realm: 'mine' })
  })

  it('takes a byte order mark', async () => {
    const [file] = await read({ 'r.json': '\uFEFF{"realm":"a"}' }, 'r.json')
    assert.deepEqual(file?.document, { realm: 'a' })
  })

  it('names file, line, column and JSON path of a syntax error, and quotes nothing', async () => {
    const error = await refusal(read({ 'r.json': '{\n "clients": [ { "secret": "word" "x": 1 } ] }' }, 'r.json'))
    assert.deepEqual(error.problems, [
      { file: 'r.json', line: 2, column: 34, path: '$.clients[0]', reason: 'a comma or } is expected here' },
    ])
    assert.equal(error.message, 'r.json:2:34: $.clients[0]: a comma or } is expected here')
  })

  it('tells of all broken files of a folder at once', async () => {
    const error = await refusal(read({ 'd/a.json': '{', 'd/b.json': '{"realm":"b"}', 'd/c.json': '[1]' }, 'd'))
    assert.deepEqual(
      error.problems.map(({ file, path }) => [file, path]),
      [
        ['d/a.json', '$'],
        ['d/c.json', '$[0]'],
      ],
    )
  })

  it('refuses users of a realm that no file has', async () => {
    const error = await refusal(read({ 'd/a-users-0.json': '{"realm":"a","users":[]}' }, 'd'))
    assert.equal(error.problems[0]?.path, '$.realm')
  })
})

describe('importing realm files', () => {
  it('makes a realm of each', async () => {
    const files = await read({ 'd/a.json': '{"realm":"a"}', 'd/b.json': '{"realm":"b"}' }, 'd')
    const realms = await importRealmFiles(files, testImportContext())
    assert.deepEqual(
      realms.map(({ realm }) => realm.realm),
      ['a', 'b'],
    )
  })

  it('refuses all when one is wrong, and names its file', async () => {
    const files = await read({ 'd/a.json': '{"realm":"a"}', 'd/b.json': '{"realm":"b","enabled":7}' }, 'd')
    const error = await refusal(importRealmFiles(files, testImportContext()))
    assert.deepEqual(error.problems, [
      { file: 'd/b.json', path: '$.enabled', reason: 'expected true or false, found a number' },
    ])
  })

  it('refuses one realm in two files', async () => {
    const files = await read({ 'd/a.json': '{"realm":"a"}', 'd/b.json': '{"realm":"a"}' }, 'd')
    const error = await refusal(importRealmFiles(files, testImportContext()))
    assert.equal(error.problems[0]?.file, 'd/b.json')
  })

  it('names the users file that a wrong user stands in', async () => {
    const files = await read(
      {
        'd/a-realm.json': '{"realm":"a","users":[{"username":"u"}]}',
        'd/a-users-0.json': '{"realm":"a","users":[{"username":"v"}]}',
        'd/a-users-1.json': '{"realm":"a","users":[{"username":"w"},{"username":"x","groups":["/none"]}]}',
      },
      'd',
    )
    const error = await refusal(importRealmFiles(files, testImportContext()))
    assert.deepEqual(error.problems, [
      { file: 'd/a-users-1.json', path: '$.users[1].groups[0]', reason: 'names a group that is not in the realm' },
    ])
  })

  it('names the realm of a list', async () => {
    const files = await read({ 'all.json': '[{"realm":"a"},{"realm":"b","users":[{}]}]' }, 'all.json')
    const error = await refusal(importRealmFiles(files, testImportContext()))
    assert.equal(error.problems[0]?.path, '$[1].users[0].username')
  })
})

function read(files: Record<string, string>, path: string, env: Record<string, string> = {}) {
  const folder = `${path.replace(/\/$/, '')}/`
  const reader: FileReader = {
    async listFolder() {
      const inside = Object.keys(files).filter((name) => name.startsWith(folder))
      return inside.length > 0 ? inside.map((name) => name.slice(folder.length)) : undefined
    },
    async readText(name) {
      return files[name] ?? assert.fail(`no file ${name}`)
    },
  }
  return readRealmFiles(path, reader, env)
}

async function refusal(work: Promise<unknown>): Promise<RealmFilesError> {
  return work.then(
    () => assert.fail('was not refused'),
    (error) => {
      assert.equal(error.name, 'RealmFilesError')
      return error
    },
  )
}
