/**
 * The look in numbers: verdigris (`key`) for the one thing to do and what is selected, brass for "look here", red only
 * for a refusal, green only for a fact that holds; all else is ink on paper. The server's pages and the consoles take
 * their colours from here. Text keeps 4.5:1 and the lines of controls 3:1 on every ground they stand on, in both schemes.
 */

const light = {
  paper: '#f7f6f2',
  card: '#ffffff',
  raised: '#ffffff',
  sunken: '#f3f2ed',
  line: '#e3e1d9',
  'line-strong': '#c9c7bd',
  edge: '#85847c',
  ink: '#1b1d20',
  'ink-2': '#565a60',
  'ink-3': '#64686e',
  key: '#0d6b62',
  'key-hover': '#0a564f',
  'key-ink': '#ffffff',
  'key-wash': '#e4f2ef',
  brass: '#8a5a07',
  'brass-line': '#d9b46a',
  'brass-wash': '#fbf1dc',
  bad: '#b3261e',
  'bad-wash': '#fcebe9',
  good: '#1c7a3e',
  'good-wash': '#e6f4ea',
  glow: 'rgb(13 107 98 / .07)',
  'glow-2': 'rgb(201 148 40 / .06)',
  shadow: '0 1px 2px rgb(27 29 32 / .05), 0 12px 40px -8px rgb(27 29 32 / .13)',
} as const

export type Token = keyof typeof light

const dark: Readonly<Record<Token, string>> = {
  paper: '#111416',
  card: '#1a1e20',
  raised: '#15181a',
  sunken: '#0f1213',
  line: '#2c3235',
  'line-strong': '#454c50',
  edge: '#757d83',
  ink: '#eceae4',
  'ink-2': '#b0b3b5',
  'ink-3': '#949a9e',
  key: '#5fc9b8',
  'key-hover': '#7ddccd',
  'key-ink': '#08221e',
  'key-wash': '#16302c',
  brass: '#e2b35c',
  'brass-line': '#7d6330',
  'brass-wash': '#2a2315',
  bad: '#ff8f85',
  'bad-wash': '#351f1e',
  good: '#74cf92',
  'good-wash': '#17301f',
  glow: 'rgb(95 201 184 / .06)',
  'glow-2': 'rgb(226 179 92 / .04)',
  shadow: '0 1px 2px rgb(0 0 0 / .4), 0 16px 44px -8px rgb(0 0 0 / .5)',
}

/** Fonts that every system has: no download, native in every language. */
export const fonts = {
  sans: 'ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", Arial, sans-serif',
  mono: 'ui-monospace, SFMono-Regular, "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace',
} as const

/** @returns the declarations `--paper: …; …` of a scheme; the fonts stand with the light one. */
export function declarations(scheme: 'light' | 'dark'): string {
  const tokens = scheme === 'light' ? { ...light, ...fonts } : dark
  return Object.entries(tokens)
    .map(([name, value]) => `--${name}: ${value};`)
    .join(' ')
}
