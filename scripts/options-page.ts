/** Writes `docs/reference/options.md` from the tables of options: `node scripts/options-page.ts`. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { COMMANDS } from '../packages/server/src/cli/commands.ts'
import { placeholderOf } from '../packages/server/src/cli/help.ts'
import { type Option, variableOf } from '../packages/server/src/cli/option.ts'
import { SERVER_OPTIONS } from '../packages/server/src/cli/sources.ts'

const INTRODUCTION = `# Options

Names are Keycloak's where the meaning is Keycloak's. Each option can be given in three ways, the first of which wins:

1. on the command line: \`--http-port=8080\` or \`--http-port 8080\`;
2. in the environment: \`KC_HTTP_PORT=8080\`; an empty variable counts as absent;
3. in the file of \`--config-file\`: a line \`http-port=8080\`, in which \`\${NAME}\` and \`\${NAME:default}\` stand for variables
   of the environment.

An unknown option, a value that is not allowed and options that contradict each other stop the start with exit code 2. A
\`KC_\` variable that is unknown is only told. Options that only tune Keycloak (\`--optimized\`, \`--cache\`…) are passed
over with a note; those that Latchkey would have to act on and doesn't (\`--db-url\`, \`--https-…\`) stop the start.

The exit code is 0 after an orderly end, 1 when something outside the program is in the way (a port in use, a folder that
can't be written, a broken realm file), 2 when the command line is wrong. SIGTERM and SIGINT stop the server in order:
no new requests, those in flight are finished, everything is on disk; a second signal ends it at once.

This page is written by \`scripts/options-page.ts\` from the tables in \`packages/server/src/config.ts\` and
\`packages/server/src/cli/command-options.ts\`.
`

/** The page as it should be. */
export function optionsPage(): string {
  const own = COMMANDS.filter((command) => command.options.length > 0)
  return [
    INTRODUCTION,
    '## Settings\n',
    table(SERVER_OPTIONS),
    ...own.flatMap(({ name, about, options }) => [`## latchkey ${name}\n\n${about}\n`, table(options)]),
  ].join('\n')
}

function table(options: readonly Option<unknown>[]): string {
  const rows = options.map((option) => {
    const { production, development } = option.byDefault
    const byDefault =
      production === development ? shown(production) : `${shown(production)}; start-dev: ${shown(development)}`
    const commands = option.scope.map((name) => `\`${name}\``).join(', ')
    const unit = option.unit === undefined ? '' : ` In ${option.unit}.`
    const cells = [`\`--${option.name}${placeholderOf(option)}\``, `\`${variableOf(option)}\``, byDefault, commands]
    return `| ${[...cells, option.about + unit].map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  })
  return `| Option | Variable | Default | Read by | What it does |\n|---|---|---|---|---|\n${rows.join('\n')}\n`
}

function shown(value: string | undefined): string {
  return value === undefined ? '—' : `\`${value}\``
}

if (process.argv[1] === import.meta.filename) {
  mkdirSync(new URL('../docs/reference/', import.meta.url), { recursive: true })
  writeFileSync(new URL('../docs/reference/options.md', import.meta.url), optionsPage())
}
