/** Conveniences. Every page works without them. */
export const pageScript = `'use strict'
for (const button of document.querySelectorAll('button[data-show]')) {
  const field = document.getElementById(button.dataset.show)
  button.hidden = false
  button.addEventListener('click', () => {
    const shown = field.type === 'password'
    field.type = shown ? 'text' : 'password'
    button.setAttribute('aria-pressed', String(shown))
  })
  // a password that is sent while shown would be offered again as ordinary text
  field.form.addEventListener('submit', () => {
    field.type = 'password'
    button.setAttribute('aria-pressed', 'false')
  })
}
for (const form of document.querySelectorAll('form[data-once]')) {
  let sent = false
  form.addEventListener('submit', (event) => {
    if (sent) event.preventDefault()
    sent = true
    form.setAttribute('aria-busy', 'true')
  })
  // the page may come back from the browser's memory
  addEventListener('pageshow', () => {
    sent = false
    form.removeAttribute('aria-busy')
  })
}
`

/** A parameter may be called "submit": the form's own method would be hidden by its field. */
export const formPostScript = `'use strict'
HTMLFormElement.prototype.submit.call(document.getElementById('form-post'))
`
