/** The program: arguments and environment in, exit code out. Everything else gets them as values. */
import { run } from './cli/run.ts'

// An explicit exit, because a bundled program's compile cache is only written by one.
process.exit(await run(process.argv.slice(2), process.env))
