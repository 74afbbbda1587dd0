/** The built console, a file at a time. */
export interface ConsoleFiles {
  /**
   * @param path - below the console's folder, as the build named it: `index.html`, `assets/main-x1y2.js.br`.
   * @returns `undefined` where there is no such file: another version's, or a console that was never built.
   */
  read(path: string): Promise<Uint8Array | undefined>
}
