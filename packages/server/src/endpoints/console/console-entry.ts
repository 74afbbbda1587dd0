import { redirect } from '../answers.ts'
import type { Endpoint } from '../exchange.ts'

/** `/admin` and `/admin/`: the console of whoever runs the server. */
export const consoleEntry: Endpoint = async ({ base }) => redirect(`${base}/admin/master/console/`)
