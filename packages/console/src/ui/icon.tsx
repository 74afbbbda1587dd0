/** Drawn on a grid of 24, one stroke wide. They decorate: what they stand beside says it in words. */
const SHAPES = {
  home: 'M4 11.5 12 5l8 6.5M6 10v9h12v-9',
  flow: 'M5 5v14M19 5v14M5 9h11m-3-3 3 3-3 3M19 15H8m3 3-3-3 3-3',
  client: 'M4 5h16v12H4zM9 21h6M12 17v4',
  user: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM4.5 20c1-4 4-5.5 7.5-5.5s6.5 1.5 7.5 5.5',
  group:
    'M9 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM2.5 19c.7-3.5 3-5 6.5-5s5.8 1.5 6.5 5M16 5a3.5 3.5 0 0 1 0 6.5M18 14.5c2 .6 3 2 3.5 4.5',
  role: 'M12 3.5 19 6v6c0 4.5-3 7.2-7 8.5-4-1.3-7-4-7-8.5V6zM9 12l2 2 4-4',
  scope: 'M4 7h16M7 12h10M10 17h4',
  session: 'M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16ZM12 8v4.5l3 1.5',
  event: 'M5 6h2M5 12h2M5 18h2M11 6h8M11 12h8M11 18h8',
  lock: 'M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3',
  key: 'M8 16.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9ZM12.5 12H21v4M17 12v3',
  settings:
    'M4 7h9M17 7h3M4 17h3M11 17h9M15 9.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5ZM9 19.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Z',
  doctor: 'M3 12h4l2.5-6 4 12 2.5-6h5',
  link: 'M10 14a4 4 0 0 0 5.7 0l3-3A4 4 0 1 0 13 5.3l-1 1M14 10a4 4 0 0 0-5.7 0l-3 3A4 4 0 1 0 11 18.7l1-1',
  folder: 'M4 6h6l2 2.5h8V19H4z',
  search: 'M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14ZM16 16l4.5 4.5',
  menu: 'M4 7h16M4 12h16M4 17h16',
  chevron: 'm7 10 5 5 5-5',
  close: 'm6 6 12 12M18 6 6 18',
  check: 'm5 12.5 4.5 4.5L19 7',
  copy: 'M9 9h11v11H9zM15 9V4H4v11h5',
  plus: 'M12 5v14M5 12h14',
  warning: 'M12 4 21 20H3zM12 10v4.5M12 17.2v.1',
  upload: 'M12 16V5m-4.5 4.5L12 5l4.5 4.5M5 19h14',
  sun: 'M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM12 3v2M12 19v2M3 12h2M19 12h2M5.6 5.6 7 7M17 17l1.4 1.4M5.6 18.4 7 17M17 7l1.4-1.4',
} as const

export type IconName = keyof typeof SHAPES

export function Icon({ name, size = 18 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg
      aria-hidden="true"
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.7}
      strokeLinecap="round"
      strokeLinejoin="round"
      focusable="false"
    >
      <path d={SHAPES[name]} />
    </svg>
  )
}
