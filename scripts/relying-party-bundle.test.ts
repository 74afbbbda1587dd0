/** A service pays for the operations that it uses: a bundler can leave the others out. */
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { build } from 'esbuild'

async function bundle(code: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: {
      contents: code,
      resolveDir: join(import.meta.dirname, '../packages/relying-party/examples'),
      loader: 'ts',
    },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    write: false,
  })
  return outputFiles[0]?.text ?? ''
}

describe('a bundle of the relying party', () => {
  it('holds what is used and leaves the rest out', async () => {
    const code = await bundle(`
      import { createClient, validateAccessToken } from '@latchkey/relying-party'
      console.log(createClient, validateAccessToken)`)
    assert.match(code, /access token/)
    for (const words of ['The introspection says', 'another user than the ID token', 'The callback has']) {
      assert.ok(!code.includes(words), words)
    }
    const whole = await bundle(`export * from '@latchkey/relying-party'`)
    assert.match(whole, /The introspection says/)
    assert.ok(code.length < whole.length)
  })
})
