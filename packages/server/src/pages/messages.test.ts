import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { html } from './html.ts'
import { catalogues, messages } from './messages.ts'

const placeholders = (text: string) => [...new Set(text.match(/\{\d/g) ?? [])].sort()

describe('message catalogues', () => {
  for (const [locale, catalogue] of Object.entries(catalogues)) {
    it(`${locale} has the keys of English, the same values in each, and nothing empty`, () => {
      assert.deepEqual(Object.keys(catalogue).sort(), Object.keys(catalogues.en).sort())
      for (const [key, text] of Object.entries(catalogue)) {
        const english = Object.entries(catalogues.en).find(([name]) => name === key)?.[1] ?? ''
        assert.deepEqual(placeholders(text), placeholders(english), key)
        assert.notEqual(text.trim(), '', key)
        assert.doesNotMatch(text, /!|[Oo]ops/, key)
      }
    })

    it(`${locale} has well-formed patterns: none is shown raw`, () => {
      const own = messages(locale)
      for (const key of Object.keys(catalogue) as (keyof typeof catalogue)[]) {
        for (const count of [0, 1, 2, 11]) assert.doesNotMatch(own.text({ key, values: [count] }), /[{}#]/, key)
      }
    })
  }
})

describe('messages', () => {
  it('takes the language of a tag, and English for what it does not know', () => {
    assert.equal(messages('de-AT').text('doLogIn'), 'Anmelden')
    assert.equal(messages('pt').text('doLogIn'), 'Sign in')
    assert.equal(messages('pt').locale, 'en')
  })

  it('counts as the language does', () => {
    const fewer = (locale: string, n: number) =>
      messages(locale).text({ key: 'invalidPasswordMinDigitsMessage', values: [n] })
    assert.equal(fewer('en', 1), 'Use at least 1 digit.')
    assert.equal(fewer('en', 3), 'Use at least 3 digits.')
    assert.equal(fewer('fr', 0), 'Utilisez au moins 0 chiffre.')
  })

  it("prefers the realm's own texts", () => {
    const texts = { doLogIn: 'Enter', invalidParameterMessage: "It''s {0}" }
    const own = messages('en', texts)
    assert.equal(own.text('doLogIn'), 'Enter')
    assert.equal(own.text({ key: 'invalidParameterMessage', values: ['x'] }), "It's x")
    assert.equal(own.text('doRegister'), 'Create an account')
    assert.equal(messages('en', texts), own)
  })

  it('shows a text that is no pattern as it is, and survives keys that objects are born with', () => {
    const own = messages('en', { doLogIn: 'Sign {in', loginTitle: 'For {name}', ...JSON.parse('{"__proto__":"x"}') })
    assert.equal(own.text('doLogIn'), 'Sign {in')
    assert.equal(own.text({ key: 'loginTitle', values: ['x'] }), 'For {name}')
    assert.equal(own.text('doCancel'), 'Cancel')
  })

  it('puts markup where it belongs and escapes everything else', () => {
    const own = messages('en', { continueTo: '<i>to</i> {0} & {1}' })
    const rich = own.rich('continueTo', html`<b>x</b>`, '<y>')
    assert.equal(rich.toString(), '&lt;i&gt;to&lt;/i&gt; <b>x</b> &amp; &lt;y&gt;')
  })
})
