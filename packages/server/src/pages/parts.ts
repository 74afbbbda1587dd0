/** The shapes that pages are made of: notices, fields, passwords. Labels stand above, errors below their field. */
import { type Html, html } from './html.ts'
import { type Message, messages } from './messages.ts'
import type { View } from './view.ts'

/** What went well or wrong in general; stands above the form. */
export interface Notice {
  readonly kind: 'error' | 'warning' | 'info' | 'success'
  readonly text: Message
}

/** A shape beside the colour, since a state is never told by colour alone. */
const SHAPES = {
  error: html`<path d="M8 1l7 7-7 7-7-7z"/><path class="cut" d="M8 4.8v3.8m0 2.1v.1"/>`,
  warning: html`<path d="M8 1.4l7 12.8H1z"/><path class="cut" d="M8 6v3.8m0 2.1v.1"/>`,
  info: html`<circle cx="8" cy="8" r="7"/><path class="cut" d="M8 7.4v4M8 4.7v.1"/>`,
  success: html`<circle cx="8" cy="8" r="7"/><path class="cut" d="M4.9 8.3l2.1 2.1 4.1-4.5"/>`,
}

export function noticeBox(view: View, notice: Notice | undefined): Html | undefined {
  if (notice === undefined) return undefined
  const urgent = notice.kind === 'error' || notice.kind === 'warning'
  return html`<div class="notice ${notice.kind}" id="kc-feedback" role="${urgent ? 'alert' : 'status'}"><svg viewBox="0 0 16 16" aria-hidden="true">${SHAPES[notice.kind]}</svg><span class="kc-feedback-text">${messages(view.locale, view.texts).text(notice.text)}</span></div>`
}

export interface Field {
  /** Both name and id. */
  readonly name: string
  readonly label: string
  readonly value?: string
  readonly type?: 'text' | 'email'
  readonly autocomplete?: string
  readonly autofocus?: boolean
  readonly required?: boolean
  readonly error?: string | undefined
}

export function textField(field: Field): Html {
  const { name, error } = field
  // novalidate forms: `email` is for the keyboard of a phone; what is wrong the server says, in the realm's words
  return html`<div class="field"><label for="${name}">${field.label}</label><input class="input" id="${name}" name="${name}" value="${field.value ?? ''}" type="${field.type ?? 'text'}" dir="auto"${
    field.autocomplete && html` autocomplete="${field.autocomplete}"`
  } autocapitalize="none" spellcheck="false"${field.required && html` aria-required="true"`}${field.autofocus && html` autofocus`}${invalid(name, error)}>${errorBelow(name, error)}</div>`
}

export interface PasswordField {
  readonly name: string
  readonly label: string
  readonly autocomplete: 'current-password' | 'new-password'
  readonly autofocus?: boolean
  readonly error?: string | undefined
  /** A link on the label's line. */
  readonly aside?: Html | undefined
}

/** A password, with a button to show it that the script brings out: without script it would do nothing. */
export function passwordField(view: View, field: PasswordField): Html {
  const { name, label, error } = field
  const t = messages(view.locale, view.texts)
  const describes = t.text({ key: 'showPasswordLabel', values: [label] })
  return html`<div class="field"><div class="label"><label for="${name}">${label}</label>${field.aside}</div><div class="reveal"><input class="input" id="${name}" name="${name}" value="" type="password" dir="auto" autocomplete="${field.autocomplete}"${
    field.autofocus && html` autofocus`
  }${invalid(name, error)}><button type="button" id="${name}-show-password" aria-controls="${name}" aria-label="${describes}" aria-pressed="false" data-show="${name}" hidden>${t.text('showPassword')}</button></div>${errorBelow(name, error)}</div>`
}

export function checkbox(name: string, label: string, checked: boolean): Html {
  return html`<label class="check"><input type="checkbox" id="${name}" name="${name}"${checked && html` checked`}><span>${label}</span></label>`
}

export function hiddenField(name: string, value: string): Html {
  return html`<input type="hidden" name="${name}" value="${value}">`
}

function invalid(name: string, error: string | undefined): Html | undefined {
  return error === undefined ? undefined : html` aria-invalid="true" aria-describedby="input-error-${name}"`
}

function errorBelow(name: string, error: string | undefined): Html | undefined {
  if (error === undefined) return undefined
  return html`<p class="error" id="input-error-${name}" aria-live="polite"><span id="input-error" class="kc-feedback-text">${error}</span></p>`
}
