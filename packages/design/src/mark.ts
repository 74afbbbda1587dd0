/** A latchkey: bow, blade, two bits. */
export const mark = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" role="img" aria-label="Latchkey"><rect width="32" height="32" rx="8" fill="#0d6b62"/><g fill="none" stroke="#fff" stroke-width="2.6" stroke-linecap="round" stroke-linejoin="round"><circle cx="11.5" cy="16" r="4.7"/><path d="M16.2 16H26v4.2M21.4 16v3"/></g></svg>
`
