import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ConsoleFiles } from './endpoints/console/console-files.ts'

/**
 * Reads when asked and keeps nothing: a browser asks once for a version, and the operating system remembers what several
 * ask for. So the console costs neither a start nor an idle server anything.
 */
export function consoleFilesIn(folder: string): ConsoleFiles {
  return {
    async read(path) {
      try {
        return await readFile(join(folder, path))
      } catch (error) {
        if (error instanceof Error && 'code' in error && ABSENT.has(String(error.code))) return undefined
        throw error
      }
    },
  }
}

const ABSENT: ReadonlySet<string> = new Set(['ENOENT', 'EISDIR', 'ENOTDIR'])
