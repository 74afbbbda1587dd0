import { createHash } from 'node:crypto'
import { mark } from '@latchkey/design/mark'
import { declarations } from '@latchkey/design/tokens'
import { convertCssVariables, DEFAULT_THEME, defaultCssVariablesResolver, mergeMantineTheme } from '@mantine/core'
import type { Plugin } from 'vite'
import { theme } from '../src/theme/theme.ts'
import { variablesFromTokens } from '../src/theme/variables.ts'

const STYLES = '/virtual-design.css'
/** Its name changes with it, as a file's must that browsers keep for ever. */
const MARK = `assets/mark-${createHash('sha256').update(mark).digest('hex').slice(0, 8)}.svg`

/**
 * The shared tokens and the component library's variables as a style sheet, and the mark as a picture. Written at build
 * time, because the library would write them into style elements, which the Content-Security-Policy refuses.
 */
export function designFiles(): Plugin {
  return {
    name: 'latchkey-design',
    resolveId: (id) => (id === STYLES ? id : undefined),
    load: (id) => (id === STYLES ? designStyles() : undefined),
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: MARK, source: mark })
    },
    transformIndexHtml: () => [
      { tag: 'link', attrs: { rel: 'icon', type: 'image/svg+xml', href: `./${MARK}` }, injectTo: 'head' },
    ],
  }
}

function designStyles(): string {
  const full = mergeMantineTheme(DEFAULT_THEME, theme)
  const own = variablesFromTokens
  const library = defaultCssVariablesResolver(full)
  const variables = convertCssVariables(
    {
      variables: { ...library.variables, ...own.variables },
      light: { ...library.light, ...own.light },
      dark: { ...library.dark, ...own.dark },
    },
    ':root',
  )
  return `${variables}
:root { color-scheme: light dark; ${declarations('light')} }
@media (prefers-color-scheme: dark) { :root { ${declarations('dark')} } }
:root[data-mantine-color-scheme='light'] { color-scheme: light; ${declarations('light')} }
:root[data-mantine-color-scheme='dark'] { color-scheme: dark; ${declarations('dark')} }
`
}
