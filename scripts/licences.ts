import { readdir, readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')

/**
 * The licence texts of all packages that went into a bundle, as they ask of whoever passes them on.
 *
 * @param paths - of the bundled files, below the repository.
 */
export async function licencesOf(paths: Iterable<string>): Promise<string> {
  const folders = new Set([...paths].flatMap((path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? []))
  const texts = await Promise.all([...folders].sort().map((folder) => licence(join(root, folder))))
  return texts.join(`\n${'-'.repeat(80)}\n\n`)
}

async function licence(folder: string): Promise<string> {
  const { name, version, license } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'))
  const files = (await readdir(folder)).filter((file) => /^(licen[cs]e|notice|copying)/i.test(file))
  const texts = await Promise.all(files.sort().map((file) => readFile(join(folder, file), 'utf8')))
  return [`${name} ${version} (${license})\n`, ...texts].join('\n')
}
