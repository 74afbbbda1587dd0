import type { PageRoute } from '../../page-route.ts'

export const doctorPages: readonly PageRoute[] = [
  { path: 'doctor', parts: ['doctor'], page: async () => (await import('./doctor-page.tsx')).DoctorPage },
]
