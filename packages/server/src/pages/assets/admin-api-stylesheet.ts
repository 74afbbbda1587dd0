/** The reference of the Admin API: a long page to search and to read, on top of the look of the other pages. */
export const adminApiStylesheet = `body.api { display: block; max-width: 1100px; margin: 0 auto; padding: 28px 20px 80px; }
.api header { display: flex; gap: 14px; align-items: start; margin-block-end: 22px; }
.api header img { border-radius: 8px; margin-block-start: 2px; }
.api nav ul { list-style: none; margin: 0 0 26px; padding: 0; display: flex; flex-wrap: wrap; gap: 6px; }
.api nav li { border: 1px solid var(--line); border-radius: 999px; background: var(--card); padding: 3px 12px; font-size: 13px; }
.api nav a { text-decoration: none; }
.api section { margin-block-end: 30px; }
.api h2 { margin-block-end: 10px; scroll-margin-top: 16px; }
.api h3 { margin: 14px 0 6px; font-size: 13px; color: var(--ink-2); font-weight: 620; }
.api details { background: var(--card); border: 1px solid var(--line); border-block-end-width: 0; }
.api details:first-of-type { border-start-start-radius: 10px; border-start-end-radius: 10px; }
.api details:last-of-type { border-block-end-width: 1px; border-end-start-radius: 10px; border-end-end-radius: 10px; }
.api summary { padding: 9px 14px; cursor: pointer; display: grid; grid-template-columns: 64px minmax(0, 3fr) minmax(0, 2fr); gap: 12px; align-items: baseline; list-style: none; }
.api summary::-webkit-details-marker { display: none; }
.api summary:hover, .api details[open] summary { background: var(--sunken); }
.api .method { font: 620 12px/1.6 var(--mono); color: var(--ink-2); }
.api .method.post { color: var(--key); }
.api .method.put { color: var(--brass); }
.api .method.delete { color: var(--bad); }
.api .told { padding: 10px 14px 16px 90px; border-block-start: 1px solid var(--line); font-size: 14px; }
.api .fields { margin: 0; padding: 0; list-style: none; columns: 260px; column-gap: 24px; font-size: 13px; }
.api .fields li { break-inside: avoid; padding: 1px 0; }
@media (max-width: 640px) {
  .api summary { grid-template-columns: 56px minmax(0, 1fr); row-gap: 2px; }
  .api summary .muted { grid-column: 2; }
  .api .told { padding-inline-start: 14px; }
}
`
