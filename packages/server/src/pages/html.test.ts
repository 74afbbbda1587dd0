import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { Html, html, type Interpolation } from './html.ts'

/** Strings made of what markup is made of, so that breaking out is what they mostly try. */
const hostile = fc
  .array(
    fc.constantFrom(
      '<',
      '>',
      '"',
      "'",
      '&',
      '/',
      '=',
      '`',
      ' ',
      '\n',
      '\0',
      '-->',
      '<!--',
      ']]>',
      '&#60;',
      '&lt',
      'a',
      'on',
      '</title>',
      '<script>',
      'javascript:',
      '{',
      '}',
      '\u2028',
      '\ud800',
    ),
    { maxLength: 20 },
  )
  .map((parts) => parts.join(''))

/** What a browser makes of our entities. */
const decoded = (text: string) =>
  text.replace(
    /&(amp|lt|gt|quot|#39);/g,
    (_, name: string) => ({ amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" })[name] ?? '',
  )

describe('html', () => {
  it('never lets an interpolation out of text or a quoted attribute, and keeps what it said', () => {
    fc.assert(
      fc.property(hostile, hostile, hostile, (text, double, single) => {
        const page = html`<p title="${double}" lang='${single}'>${text}</p>`.toString()
        const found = /^<p title="([^"]*)" lang='([^']*)'>([^<>]*)<\/p>$/.exec(page)
        assert.ok(found, page)
        assert.deepEqual(
          found.slice(1).map((value) => decoded(value)),
          [double, single, text],
        )
      }),
      { numRuns: 2_000 },
    )
  })

  it('never lets a URL with script into an attribute that takes one', () => {
    const scheme = fc.constantFrom(
      'javascript',
      'JaVaScRiPt',
      ' javascript',
      'java\nscript',
      '\u0001data',
      'data',
      'vbscript',
      'VBScript',
      'blob',
      'java\tscript',
    )
    fc.assert(
      fc.property(scheme, hostile, (name, rest) => {
        assert.equal(html`<a href="${`${name}:${rest}`}">x</a>`.toString(), '<a href="#">x</a>')
      }),
    )
  })

  it('passes markup of its own and arrays, and gives nothing for nothing', () => {
    const items = ['<a>', 'b'].map((name) => html`<li>${name}</li>`)
    assert.equal(html`<ul>${items}</ul>`.toString(), '<ul><li>&lt;a&gt;</li><li>b</li></ul>')
    assert.equal(html`<p>${undefined}${null}${false}${true}${0}</p>`.toString(), '<p>0</p>')
    assert.equal(html`<input${html` checked`}>`.toString(), '<input checked>')
  })

  it('takes no object from outside for markup', () => {
    const forged = JSON.parse('{"toString":"<script>"}')
    assert.throws(() => html`<p>${forged}</p>`)
    assert.equal(forged instanceof Html, false)
  })

  const refused: Record<string, (text: Interpolation) => Html> = {
    'an unquoted attribute': (text) => html`<p title=${text}>`,
    'an attribute name': (text) => html`<p ${text}="x">`,
    'a script': (text) => html`<script>${text}</script>`,
    'a style sheet': (text) => html`<style>${text}</style>`,
    'a style attribute': (text) => html`<p style="${text}">`,
    'an event handler': (text) => html`<p onclick="go('${text}')">`,
    'a comment': (text) => html`<!-- ${text} -->`,
    'a document in an attribute': (text) => html`<iframe srcdoc="${text}">`,
  }
  for (const [place, template] of Object.entries(refused)) {
    it(`refuses text in ${place}`, () => {
      assert.throws(() => template('x'), TypeError)
    })
  }

  it('judges only the beginning of a URL by its scheme', () => {
    assert.equal(html`<a href="/x?to=${'data:y'}">`.toString(), '<a href="/x?to=data:y">')
    assert.equal(html`<a href="${'com.example.app:/cb'}">`.toString(), '<a href="com.example.app:/cb">')
    assert.equal(
      html`<a href="${'https://a.example/?a=1&b=2'}">`.toString(),
      '<a href="https://a.example/?a=1&amp;b=2">',
    )
  })

  it('escapes text in a title, which is not markup for a browser', () => {
    assert.equal(html`<title>${'</title><b>'}</title>`.toString(), '<title>&lt;/title&gt;&lt;b&gt;</title>')
  })
})
