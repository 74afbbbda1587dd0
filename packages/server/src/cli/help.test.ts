import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { optionsOf } from './command.ts'
import { COMMANDS } from './commands.ts'
import { helpOf } from './help.ts'
import { foreignOption } from './keycloak-options.ts'
import { variableOf } from './option.ts'
import { SERVER_OPTIONS } from './sources.ts'

describe('the help of each command', () => {
  for (const command of COMMANDS) {
    const help = helpOf({ ...command, options: optionsOf(command) })

    it(`${command.name} lists all its options with variable and default, in 100 columns`, () => {
      for (const option of optionsOf(command)) {
        assert.ok(help.includes(`  --${option.name}`), option.name)
        assert.ok(help.replaceAll(/\s+/g, ' ').includes(`[${variableOf(option)}`), variableOf(option))
      }
      for (const line of help.split('\n')) assert.ok(line.length <= 100, line)
    })

    it(`${command.name} shows defaults that its own parser takes`, () => {
      for (const option of optionsOf(command)) {
        const byDefault = option.byDefault[command.mode]
        if (byDefault !== undefined) assert.doesNotThrow(() => option.parse(byDefault), option.name)
      }
    })
  }

  it('shows the defaults of the mode', () => {
    const page = (name: string) => {
      const command = COMMANDS.find((each) => each.name === name)
      assert.ok(command)
      return helpOf({ ...command, options: optionsOf(command) })
    }
    assert.match(page('start'), /KC_HTTP_HOST, default 0\.0\.0\.0/)
    assert.match(page('start-dev'), /KC_HTTP_HOST, default 127\.0\.0\.1/)
  })
})

describe('the table of options', () => {
  it('has each name and each variable once', () => {
    const names = SERVER_OPTIONS.map((option) => option.name)
    assert.equal(new Set(names).size, names.length)
    assert.equal(new Set(SERVER_OPTIONS.map(variableOf)).size, names.length)
  })

  it("has none that is also listed as Keycloak's alone", () => {
    assert.deepEqual(
      SERVER_OPTIONS.filter((option) => foreignOption(option.name)?.name === option.name).map((option) => option.name),
      [],
    )
  })
})
