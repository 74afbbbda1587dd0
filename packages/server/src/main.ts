/** The program: arguments and environment in, exit code out. Everything else gets them as values. */
import { run } from './cli/run.ts'

// Not awaited, so that whoever imported this goes on while the server runs; an explicit exit, because a bundled
// program's compile cache is only written by one.
void run(process.argv.slice(2), process.env).then((code) => process.exit(code))
