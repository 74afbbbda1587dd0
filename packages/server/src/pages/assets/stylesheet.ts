import { declarations } from '@latchkey/design/tokens'

/**
 * The look of the pages: the shared tokens first, then the few shapes that every page is made of. Sides are logical,
 * for both writing directions.
 */
export const stylesheet = `:root { color-scheme: light dark; ${declarations('light')} }
@media (prefers-color-scheme: dark) { :root { ${declarations('dark')} } }
*, ::before, ::after { box-sizing: border-box; }
[hidden] { display: none !important; }
html { background: var(--paper); -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
  margin: 0; min-height: 100vh; min-height: 100dvh; display: grid; grid-template: 1fr auto / minmax(0, 1fr);
  background: radial-gradient(60rem 30rem at 50% -12rem, var(--glow), transparent 70%), radial-gradient(36rem 24rem at 85% 108%, var(--glow-2), transparent 70%), var(--paper);
  background-repeat: no-repeat; color: var(--ink); font: 400 15px/1.5 var(--sans); -webkit-font-smoothing: antialiased;
}
h1 { margin: 0; font-size: 24px; line-height: 1.25; font-weight: 650; letter-spacing: -.012em; text-wrap: balance; }
h2 { margin: 0; font-size: 16px; line-height: 1.35; font-weight: 620; }
p { margin: 0; }
a { color: var(--key); text-underline-offset: 3px; text-decoration-thickness: 1px; border-radius: 4px; }
a:hover { color: var(--key-hover); text-decoration-thickness: 2px; }
h1, h2, p, a, li, dd, strong, span, label { overflow-wrap: anywhere; }
code { font-family: var(--mono); font-size: .92em; font-variant-ligatures: none; unicode-bidi: isolate; }
:lang(ja), :lang(zh), :lang(ko) { overflow-wrap: normal; word-break: normal; line-break: strict; }
.muted { color: var(--ink-2); }
.muted strong { color: var(--ink); font-weight: 600; }
.small { font-size: 13px; line-height: 1.45; }
:focus-visible { outline: 2px solid var(--key); outline-offset: 3px; }

.stage { display: grid; place-items: center; padding: 40px 16px; min-width: 0; }
.column { width: min(100%, 408px); display: grid; gap: 20px; grid-template-columns: minmax(0, 1fr); }
.column.wide { width: min(100%, 720px); }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 14px; box-shadow: var(--shadow); min-width: 0; }
.sheet { position: relative; overflow: hidden; padding: 34px 32px 32px; display: grid; gap: 22px; grid-template-columns: minmax(0, 1fr); }
.sheet::before { content: ""; position: absolute; inset-block-start: 0; inset-inline: 0; height: 3px; background: linear-gradient(90deg, var(--key), var(--key) 62%, var(--brass-line)); }
.who { display: flex; gap: 10px; align-items: center; font-weight: 600; min-width: 0; }
.who img { flex: none; border-radius: 8px; }
.who span { min-width: 0; max-height: 4.5em; overflow: hidden; display: -webkit-box; -webkit-line-clamp: 3; -webkit-box-orient: vertical; }
.head { display: grid; gap: 6px; }
form, .choices { display: grid; gap: 18px; grid-template-columns: minmax(0, 1fr); }
.choices, .sheet form:has(.quiet) { gap: 12px; }
.sheet form:has(.quiet) > .field, .sheet form:has(.quiet) > .check { margin-block-end: 6px; }
#kc-info-message:empty { display: none; }
#kc-logout-confirm, #kc-oauth { display: grid; gap: 12px; grid-template-columns: minmax(0, 1fr); }
#kc-oauth { gap: 22px; }

.field { display: grid; gap: 7px; min-width: 0; }
.field label { font-weight: 560; font-size: 14px; }
.label { display: flex; justify-content: space-between; align-items: baseline; gap: 4px 16px; flex-wrap: wrap; }
.label a { font-size: 14px; }
.input {
  width: 100%; min-width: 0; border: 1px solid var(--edge); border-radius: 8px; background: var(--raised); color: var(--ink);
  font: 400 16px/1.4 var(--sans); padding: 11px 12px; min-height: 46px; transition: border-color .12s, box-shadow .12s;
}
.input:hover { border-color: var(--ink-2); }
.input:focus { outline: 2px solid var(--key); outline-offset: -1px; border-color: var(--key); box-shadow: 0 0 0 4px var(--key-wash); }
.input[aria-invalid="true"] { border-color: var(--bad); }
.input[aria-invalid="true"]:focus { outline-color: var(--bad); box-shadow: 0 0 0 4px var(--bad-wash); }
.input:-webkit-autofill { -webkit-text-fill-color: var(--ink); box-shadow: inset 0 0 0 100px var(--key-wash); }
.reveal { position: relative; }
.reveal:has(button:not([hidden])) .input { padding-inline-end: 88px; }
.reveal button {
  position: absolute; inset-block: 3px; inset-inline-end: 3px; border: 0; border-radius: 6px; background: none; color: var(--ink-2);
  padding: 0 12px; font: 560 13px var(--sans); cursor: pointer; max-width: 84px; overflow: hidden; text-overflow: ellipsis;
}
.reveal button:hover { color: var(--ink); background: var(--sunken); }
.reveal button:focus-visible { outline-offset: -2px; }
.reveal button[aria-pressed="true"] { color: var(--key); background: var(--key-wash); }
.error { color: var(--bad); font-size: 14px; line-height: 1.4; display: flex; gap: 8px; align-items: baseline; }
.error::before { content: ""; flex: none; width: 8px; height: 8px; background: currentColor; transform: rotate(45deg) translateY(-1px); margin-inline: 2px; }
.check { display: flex; gap: 10px; align-items: flex-start; font-size: 14px; cursor: pointer; width: fit-content; max-width: 100%; padding-block: 2px; }
.check input { flex: none; width: 18px; height: 18px; margin: 1px 0 0; accent-color: var(--key); }
.button {
  appearance: none; width: 100%; min-height: 46px; border: 1px solid transparent; border-radius: 8px; background: var(--key); color: var(--key-ink);
  font: 600 15px/1.3 var(--sans); padding: 12px 16px; cursor: pointer; text-decoration: none; display: inline-flex; align-items: center; justify-content: center;
  text-align: center; white-space: normal; transition: background-color .12s, border-color .12s;
}
.button:hover { background: var(--key-hover); color: var(--key-ink); }
.button:active { transform: translateY(1px); }
.button.quiet { background: transparent; color: var(--ink); border-color: var(--edge); }
.button.quiet:hover { background: var(--sunken); border-color: var(--ink-2); }
[aria-busy="true"] .button { opacity: .75; cursor: progress; }
.aside { text-align: center; font-size: 14px; color: var(--ink-2); border-block-start: 1px solid var(--line); padding-block-start: 18px; }
.unseen { position: absolute; width: 1px; height: 1px; padding: 0; border: 0; opacity: 0; pointer-events: none; clip-path: inset(50%); }

.notice { display: flex; gap: 10px; padding: 11px 14px; border-radius: 8px; font-size: 14px; border: 1px solid; min-width: 0; }
.notice svg { flex: none; width: 16px; height: 16px; margin-block-start: 2.5px; fill: currentColor; }
.notice .cut { fill: none; stroke: var(--card); stroke-width: 1.7; stroke-linecap: round; stroke-linejoin: round; }
.notice span { color: var(--ink); min-width: 0; }
.notice.error { color: var(--bad); background: var(--bad-wash); border-color: color-mix(in srgb, var(--bad) 26%, transparent); }
.notice.error::before { content: none; }
.notice.warning { color: var(--brass); background: var(--brass-wash); border-color: color-mix(in srgb, var(--brass) 30%, transparent); }
.notice.info { color: var(--key); background: var(--key-wash); border-color: color-mix(in srgb, var(--key) 24%, transparent); }
.notice.success { color: var(--good); background: var(--good-wash); border-color: color-mix(in srgb, var(--good) 24%, transparent); }
.person { display: flex; justify-content: space-between; align-items: center; gap: 8px 16px; flex-wrap: wrap; padding: 11px 14px; border: 1px solid var(--line); border-radius: 8px; background: var(--sunken); }
.person-name { display: grid; min-width: 0; }
.person strong { font-weight: 600; }
.person a { font-size: 14px; }
.scopes, .realms { list-style: none; margin: 0; padding: 0; border: 1px solid var(--line); border-radius: 8px; }
.scopes li, .realms li { padding: 11px 14px; }
.scopes li + li, .realms li + li { border-block-start: 1px solid var(--line); }
.scopes li { display: flex; gap: 12px; align-items: baseline; }
.scopes li::before { content: ""; flex: none; width: 7px; height: 7px; border-radius: 50%; background: var(--key); transform: translateY(-1px); }
.realms li { display: grid; gap: 2px; }
.realms a { font-weight: 600; width: fit-content; }
.facts { display: flex; justify-content: space-between; gap: 4px 20px; flex-wrap: wrap; border-block-start: 1px solid var(--line); padding-block-start: 14px; }
.wide .button { width: fit-content; }

.chip { display: inline-flex; align-items: center; border-radius: 6px; padding: 2px 8px; font-size: 12.5px; font-weight: 560; background: var(--brass-wash); color: var(--brass); border: 1px solid var(--brass-line); white-space: nowrap; }
.why { overflow: hidden; }
.why header { padding: 14px 32px; border-block-end: 1px solid var(--line); display: flex; gap: 8px 12px; align-items: center; justify-content: space-between; flex-wrap: wrap; background: var(--brass-wash); }
.why dl { margin: 0; padding: 6px 32px; }
.why dl > div { display: grid; grid-template-columns: 96px minmax(0, 1fr); gap: 12px; padding: 12px 0; border-block-end: 1px solid var(--line); }
.why dl > div:last-child { border: 0; }
dt { color: var(--ink-2); font-size: 14px; line-height: 22px; }
dd { margin: 0; }
.why strong { font-weight: 600; }
.source { display: block; margin-block-start: 2px; }
.value { display: block; white-space: pre-wrap; word-break: break-all; line-height: 1.7; }
.value + .value { color: var(--ink-2); }
mark.end { font: 600 12px var(--sans); margin-inline-start: 2px; }
mark { background: var(--bad-wash); color: var(--bad); border-radius: 3px; padding: 1px 3px; font-weight: 700; box-shadow: inset 0 -2px 0 var(--bad); }

.foot { display: grid; min-width: 0; }
.languages { justify-self: center; position: relative; font-size: 14px; padding: 0 16px 20px; }
.languages summary { cursor: pointer; color: var(--ink-2); padding: 8px 12px; border-radius: 8px; list-style: none; display: flex; gap: 8px; align-items: center; }
.languages summary::-webkit-details-marker { display: none; }
.languages summary::after { content: ""; width: 6px; height: 6px; border: solid currentColor; border-width: 0 1.5px 1.5px 0; transform: translateY(-2px) rotate(45deg); }
.languages summary:hover { color: var(--ink); background: var(--sunken); }
.languages ul { list-style: none; margin: 0; padding: 6px; position: absolute; inset-block-end: 62px; inset-inline-start: 50%; translate: -50%; min-width: 168px; max-height: 50vh; overflow: auto; background: var(--card); border: 1px solid var(--line-strong); border-radius: 10px; box-shadow: var(--shadow); }
[dir="rtl"] .languages ul { translate: 50%; }
.languages a { display: block; padding: 8px 12px; border-radius: 6px; color: var(--ink); text-decoration: none; }
.languages a:hover { background: var(--sunken); }
.languages a[aria-current] { color: var(--key); font-weight: 600; background: var(--key-wash); }
.dev { border-block-start: 1px solid var(--brass-line); background: var(--brass-wash); color: var(--ink); padding: 8px 16px; font-size: 13px; display: flex; gap: 4px 16px; justify-content: center; flex-wrap: wrap; }
.dev strong { color: var(--brass); font-weight: 650; }

@media (max-width: 480px) {
  body { background: var(--card); }
  .stage { padding: 0; place-items: start stretch; }
  .column, .column.wide { width: 100%; gap: 0; }
  .card { border: 0; border-radius: 0; box-shadow: none; }
  .sheet { padding: 32px 20px 28px; }
  .why { border-block-start: 1px solid var(--line); }
  .why header, .why dl { padding-inline: 20px; }
  .why dl > div { grid-template-columns: minmax(0, 1fr); gap: 2px; }
  .wide .button { width: 100%; }
}
@media (prefers-reduced-motion: reduce) { *, ::before, ::after { transition: none !important; animation: none !important; } .button:active { transform: none; } }
@media (forced-colors: active) { .button { border-color: ButtonText; } .sheet::before { background: CanvasText; } mark { outline: 2px solid; } }
`
