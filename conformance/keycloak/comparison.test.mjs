import assert from 'node:assert/strict'
import fs from 'node:fs'
import { describe, it } from 'node:test'
import { compareAnswers, compareArea } from './comparison.ts'

const recorded = (name) => JSON.parse(fs.readFileSync(new URL(`captures/${name}.json`, import.meta.url), 'utf8'))
const different = (verdicts) => verdicts.filter((verdict) => verdict.outcome !== 'same')

/** Doctors a copy of an area's recording and compares it with the recording. */
function doctored(name, doctor) {
  const copy = recorded(name)
  doctor(copy)
  return different(compareArea(recorded(name), copy))
}

function stepOf(area, wanted) {
  return area.scenarios.flatMap((scenario) => scenario.steps).find(wanted)
}

describe('comparing recorded answers', () => {
  it('finds every recording equal to itself', () => {
    for (const file of fs.readdirSync(new URL('captures/', import.meta.url))) {
      if (!file.endsWith('.json') || !recorded(file.slice(0, -5)).scenarios) continue
      assert.deepEqual(
        doctored(file.slice(0, -5), () => {}),
        [],
        file,
      )
    }
  })

  it('sees another status', () => {
    const [verdict, ...others] = doctored('token-refresh', (area) => {
      stepOf(area, (step) => step.response.status === 400).response.status = 401
    })
    assert.deepEqual(verdict.findings, [{ at: 'status', expected: 400, actual: 401 }])
    assert.deepEqual(others, [])
  })

  it('sees another error description', () => {
    const [verdict] = doctored('token-password', (area) => {
      stepOf(area, (step) => step.response.body?.error_description).response.body.error_description = 'Nope'
    })
    assert.equal(verdict.findings[0].at, 'body.error_description')
  })

  it('sees a claim that is missing from a token', () => {
    const [verdict] = doctored('token-authorization-code', (area) => {
      const step = stepOf(area, (candidate) => candidate.response.body?.access_token?.$jwt)
      delete step.response.body.access_token.$jwt.payload.azp
    })
    assert.equal(verdict.findings[0].at, 'body.access_token.$jwt.payload.azp')
  })

  it('sees a redirect to another place, and a parameter that it lacks', () => {
    const verdicts = doctored('auth', (area) => {
      const step = stepOf(area, (candidate) => candidate.response.headers?.location?.query?.code)
      step.response.headers.location.to = 'http://evil.example/'
      delete step.response.headers.location.query.state
    })
    assert.deepEqual(verdicts[0].findings.map((finding) => finding.at).sort(), [
      'headers.location.query.state',
      'headers.location.to',
    ])
  })

  it('sees a cookie that lost its HttpOnly', () => {
    const verdicts = doctored('auth', (area) => {
      const step = stepOf(area, (candidate) => candidate.response.headers?.['set-cookie']?.some((c) => c.HttpOnly))
      for (const cookie of step.response.headers['set-cookie']) delete cookie.HttpOnly
    })
    assert.equal(verdicts.length, 1)
    assert.ok(verdicts[0].findings.every((finding) => finding.at.startsWith('headers.set-cookie[]')))
  })

  it('sees a CORS header that is missing', () => {
    const verdicts = doctored('cors', (area) => {
      const step = stepOf(area, (candidate) => candidate.response.headers?.['access-control-allow-origin'])
      delete step.response.headers['access-control-allow-origin']
    })
    assert.equal(verdicts[0].findings[0].at, 'headers.access-control-allow-origin')
  })

  it('sees another fact', () => {
    const verdicts = doctored('auth', (area) => {
      const facts = area.scenarios.find((scenario) => scenario.scenario === 'redirect-uri-matching').facts
      facts['status by redirect_uri']['public-pkce']['javascript:alert(1)'] = 200
    })
    assert.equal(verdicts.length, 1)
    assert.equal(verdicts[0].step, 'facts')
  })

  it('reports every step of an area that was not recorded as missing', () => {
    const verdicts = compareArea(recorded('logout'), undefined)
    assert.ok(verdicts.length > 30)
    assert.ok(verdicts.filter((verdict) => verdict.step !== 'facts').every((verdict) => verdict.outcome === 'missing'))
    assert.ok(verdicts.every((verdict) => verdict.outcome !== 'same'))
  })

  it('tells the second step of a name from the first', () => {
    const verdicts = doctored('auth', (area) => {
      const scenario = area.scenarios.find(({ steps }) => steps.filter((step) => step.step === 'follow').length > 1)
      scenario.steps.filter((step) => step.step === 'follow')[1].response.status = 599
    })
    assert.deepEqual(
      verdicts.map((verdict) => verdict.step),
      ['follow (2)'],
    )
  })

  it('takes lists as sets, whose members count', () => {
    const answer = (body) => ({ status: 200, body })
    assert.deepEqual(compareAnswers(answer({ a: [1, 2] }), answer({ a: [2, 1] })), [])
    assert.deepEqual(compareAnswers(answer([1, 1, 2]), answer([1, 2, 2])), [{ at: 'body[]', expected: 1, actual: 2 }])
    assert.equal(compareAnswers(answer([1]), answer([1, 2]))[0].at, 'body[]')
    assert.equal(compareAnswers(answer([1, 2]), answer([2, 1]), true)[0].at, 'body')
  })

  it('takes white space and letter case of a media type for nothing, another type for a difference', () => {
    const answer = (type) => ({ status: 200, headers: { 'content-type': type } })
    assert.deepEqual(
      compareAnswers(answer('application/json;charset=UTF-8'), answer('application/json; charset=utf-8')),
      [],
    )
    assert.equal(compareAnswers(answer('application/json'), answer('text/plain')).length, 1)
  })

  it('leaves headers out on which no client depends', () => {
    const answer = (headers) => ({ status: 200, headers })
    assert.deepEqual(compareAnswers(answer({ 'x-frame-options': 'DENY' }), answer({})), [])
  })
})

describe('comparing pages', () => {
  const isLogin = (step) => step.response.body?.$html?.pageId === 'login-login' && step.response.body.$html.forms
  const onLoginPage = (change) =>
    doctored('auth', (area) => change(stepOf(area, isLogin).response.body.$html)).flatMap((verdict) => verdict.findings)

  it('leaves words, titles, scripts, plain links and nameless buttons to us', () => {
    const findings = onLoginPage((page) => {
      page.title = 'Welcome'
      page.text = ['Hello']
      page.scripts = ['/x.js']
      page.links = [{ href: '/help', text: 'Help' }]
      page.forms[0].onsubmit = 'return check()'
      page.forms[0].fields.push({ element: 'button', type: 'button', 'aria-label': 'Show password' })
      for (const field of page.forms[0].fields) if (field.type === 'submit') field.value = 'Go'
    })
    assert.deepEqual(findings, [])
  })

  it('holds the page id', () => {
    assert.deepEqual(onLoginPage((page) => (page.pageId = 'login'))[0].at, 'body.pageId')
  })

  it('holds the form: its id, target and parameters', () => {
    const findings = onLoginPage(({ forms: [form] }) => {
      form.id = 'form'
      form.action.to = '/elsewhere'
      delete form.action.query.tab_id
    })
    assert.equal(findings.length, 3)
  })

  it('holds the fields: a missing one, another id, another autocomplete', () => {
    const field = (page, name) => page.forms[0].fields.find((candidate) => candidate.name === name)
    assert.equal(onLoginPage((page) => (field(page, 'username').name = 'user')).length, 1)
    assert.equal(onLoginPage((page) => (field(page, 'password').id = 'pw')).length, 1)
    assert.equal(onLoginPage((page) => (field(page, 'password').autocomplete = 'off')).length, 1)
    assert.equal(onLoginPage((page) => page.forms[0].fields.splice(0)).length, 1)
  })

  it('holds the hidden fields of a form_post answer', () => {
    const verdicts = doctored('auth', (area) => {
      const step = stepOf(area, ({ response }) =>
        response.body?.$html?.forms?.[0]?.fields?.some((f) => f.name === 'code'),
      )
      step.response.body.$html.forms[0].fields.find((field) => field.name === 'state').value = 'forged'
    })
    assert.equal(verdicts.length, 1)
  })
})
