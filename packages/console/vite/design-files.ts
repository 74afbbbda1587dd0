import { mark } from '@latchkey/design/mark'
import { declarations } from '@latchkey/design/tokens'
import { convertCssVariables, DEFAULT_THEME, defaultCssVariablesResolver, mergeMantineTheme } from '@mantine/core'
import type { Plugin } from 'vite'
import { theme } from '../src/theme/theme.ts'
import { variablesFromTokens } from '../src/theme/variables.ts'

const STYLES = '/virtual-design.css'

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
      this.emitFile({ type: 'asset', fileName: 'assets/mark.svg', source: mark })
    },
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
