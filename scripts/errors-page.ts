/** Writes `docs/errors.md` from the table of rules: `node scripts/errors-page.ts`. */
import { writeFileSync } from 'node:fs'
import { RULES } from '../packages/server/src/protocol/rules.ts'

const INTRODUCTION = `# Why was this refused?

Every refusal names one rule. The log has it as \`rule\` with what came and what was expected; in development mode the
error page shows it, too. Nothing of this is ever sent to a client in production: there the answer keeps Keycloak's
words.

This page is written by \`scripts/errors-page.ts\` from the table in \`packages/server/src/protocol/rules.ts\`.
`

/** The page as it should be. */
export function errorsPage(): string {
  const entries = Object.entries(RULES).sort(([a], [b]) => (a < b ? -1 : 1))
  const sections = entries.map(
    ([kind, { rule, source, repair }]) =>
      `## \`${kind}\`\n\n${rule}\n\n- **Where that is written:** ${source}\n- **What to do:** ${repair}\n`,
  )
  return [INTRODUCTION, ...sections].join('\n')
}

if (process.argv[1] === import.meta.filename) {
  writeFileSync(new URL('../docs/errors.md', import.meta.url), errorsPage())
}
