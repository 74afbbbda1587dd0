import type { ConvertCSSVariablesInput } from '@mantine/core'

/** Both schemes alike: the tokens themselves change with the scheme. */
const COLOURS = {
  '--mantine-color-body': 'var(--paper)',
  '--mantine-color-text': 'var(--ink)',
  '--mantine-color-bright': 'var(--ink)',
  '--mantine-color-dimmed': 'var(--ink-2)',
  '--mantine-color-placeholder': 'var(--ink-3)',
  '--mantine-color-anchor': 'var(--key)',
  '--mantine-color-error': 'var(--bad)',
  '--mantine-color-success': 'var(--good)',
  '--mantine-color-warning': 'var(--brass)',
  '--mantine-color-default': 'var(--card)',
  '--mantine-color-default-hover': 'var(--sunken)',
  '--mantine-color-default-color': 'var(--ink)',
  '--mantine-color-default-border': 'var(--edge)',
  '--mantine-color-disabled': 'var(--sunken)',
  '--mantine-color-disabled-color': 'var(--ink-3)',
  '--mantine-color-disabled-border': 'var(--line-strong)',
  '--mantine-primary-color-contrast': 'var(--key-ink)',
  ...colour('key', 'key', 'key-hover', 'key-wash'),
  ...colour('brass', 'brass', 'brass', 'brass-wash'),
  ...colour('red', 'bad', 'bad', 'bad-wash'),
  ...colour('green', 'good', 'good', 'good-wash'),
}

/** The component library's variables in our tokens. */
export const variablesFromTokens: ConvertCSSVariablesInput = {
  variables: {
    '--mantine-font-family': 'var(--sans)',
    '--mantine-font-family-headings': 'var(--sans)',
    '--mantine-font-family-monospace': 'var(--mono)',
  },
  light: COLOURS,
  dark: COLOURS,
}

function colour(name: string, token: string, hover: string, wash: string): Record<string, string> {
  const prefix = `--mantine-color-${name}`
  return {
    [`${prefix}-text`]: `var(--${token})`,
    [`${prefix}-filled`]: `var(--${token})`,
    [`${prefix}-filled-hover`]: `var(--${hover})`,
    [`${prefix}-light`]: `var(--${wash})`,
    [`${prefix}-light-hover`]: `var(--${wash})`,
    [`${prefix}-light-color`]: `var(--${token})`,
    [`${prefix}-outline`]: `var(--${token})`,
    [`${prefix}-outline-hover`]: `var(--${wash})`,
  }
}
