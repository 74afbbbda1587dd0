import { CannotStart, codeOf } from './cannot-start.ts'

/**
 * Listens, or says which option to change.
 *
 * @param listen - resolves with the port.
 * @param option - beginning of the options' names: `http` or `http-management`.
 */
export async function listening(
  listen: () => Promise<number>,
  { host, port }: { readonly host: string; readonly port: number },
  option: 'http' | 'http-management',
): Promise<number> {
  try {
    return await listen()
  } catch (error) {
    throw new CannotStart(sentence(codeOf(error), host, port, option), { cause: error })
  }
}

function sentence(code: string | undefined, host: string, port: number, option: 'http' | 'http-management'): string {
  const off = option === 'http' ? '' : ', or switch it off with --health-enabled=false --metrics-enabled=false'
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} on ${host} is in use. Stop the program that listens there, or choose another port with --${option}-port${off}.`
    case 'EACCES':
      return `This user may not listen on port ${port}. Choose one above 1023 with --${option}-port.`
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `${host} is no address of this machine. Choose another with --${option}-host; 0.0.0.0 is every one.`
    default:
      return `Can't listen on ${host}, port ${port} (${code ?? 'unknown reason'}). Check --${option}-host and --${option}-port.`
  }
}
