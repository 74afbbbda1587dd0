import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { openApiDocument } from '../../../src/endpoints/admin/openapi/openapi.ts'
import { ADMIN_ROUTES } from '../../../src/endpoints/admin/routes.ts'
import { startServer, type TestServer } from '../../support/server.ts'

interface Operation {
  readonly operationId: string
  readonly summary: string
  readonly parameters?: readonly { readonly name: string; readonly in: string }[]
}

describe('OpenAPI 3.1: the document of the Admin REST API', () => {
  let server: TestServer
  before(async () => {
    server = await startServer()
  })
  after(() => server.close())

  const read = async () => {
    const answer = await server.call({ method: 'GET', url: 'http://localhost:8080/admin/openapi.json' })
    assert.equal(answer.status, 200)
    return answer
  }

  it('has every route, under the URL by which the server was asked', async () => {
    const document = (await read()).json() as unknown as ReturnType<typeof openApiDocument>
    assert.deepEqual(document.servers, [{ url: 'http://localhost:8080' }])
    const operations = Object.values(document.paths).flatMap((path) => Object.keys(path))
    assert.equal(operations.length, ADMIN_ROUTES.length)
  })

  it('refers to nothing that it does not define', async () => {
    const { body } = await read()
    const { schemas } = JSON.parse(body).components
    for (const [, name] of body.matchAll(/"#\/components\/schemas\/([^"]+)"/g)) assert.ok(schemas[name ?? ''], name)
  })

  it('declares each parameter of a path, and gives each operation an id of its own and a summary', async () => {
    const { paths } = openApiDocument(ADMIN_ROUTES, '', '1')
    const ids: string[] = []
    for (const [path, operations] of Object.entries(paths)) {
      assert.doesNotMatch(path, /[:*]/)
      for (const operation of Object.values(operations) as unknown as Operation[]) {
        const declared = (operation.parameters ?? []).filter((one) => one.in === 'path').map(({ name }) => name)
        assert.deepEqual(
          declared,
          [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name),
          path,
        )
        assert.notEqual(operation.summary, '', path)
        ids.push(operation.operationId)
      }
    }
    assert.deepEqual(
      ids.filter((id, index) => ids.indexOf(id) !== index),
      [],
    )
  })

  it('has a page to read it, below the prefix too, that loads nothing from elsewhere', async () => {
    for (const prefix of ['', '/auth']) {
      const { status, body, headers } = await server.call({
        method: 'GET',
        url: `http://localhost:8080${prefix}/admin/openapi`,
      })
      assert.equal(status, 200)
      assert.match(String(headers['content-security-policy']), /default-src|object-src/)
      for (const [, url] of body.matchAll(/(?:href|src)="([^"]+)"/g)) assert.match(url ?? '', /^(\/|#)/)
      assert.ok(body.includes(`${prefix}/admin/openapi.json`))
      assert.ok(body.includes('/admin/realms/{realm}/users/{userId}'))
    }
  })
})
