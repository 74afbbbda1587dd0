import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import vm from 'node:vm'
import { loginPage } from './login-page.ts'
import { resourcePath, resources } from './resources.ts'

describe('resources', () => {
  it('are found under the path that pages name', () => {
    const page = loginPage({ action: '/x' }, { realmName: 'r', locale: 'en', base: '/auth' })
    const named = [...page.matchAll(/(?:href|src)="\/auth(\/resources\/[^"]+)"/g)].map(([, path]) => path ?? '')
    assert.equal(new Set(named).size, 3)
    for (const path of named) assert.ok(resources.has(path), path)
  })

  it('carry a version in their path, since browsers keep them for ever', () => {
    for (const path of resources.keys()) assert.match(path, /^\/resources\/[\w-]{10}\/[\w-]+\.(?:css|js|svg)$/)
    assert.ok(resources.has(resourcePath('form-post.js')))
  })

  it('are scripts that parse and styles that load nothing from elsewhere', () => {
    for (const [path, { body, contentType }] of resources) {
      if (contentType.startsWith('text/javascript')) assert.doesNotThrow(() => new vm.Script(body), path)
      if (contentType.startsWith('text/css')) assert.doesNotMatch(body, /url\(|@import|<\//)
      assert.doesNotMatch(body, /https?:\/\/(?!www\.w3\.org\/2000\/svg)/, path)
    }
  })
})
