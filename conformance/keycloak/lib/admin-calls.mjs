/**
 * Shorthands for recorded Admin REST calls in one scenario. Each call carries a fresh administrator's token,
 * because master's `admin-cli` gets tokens of one minute.
 *
 * @returns `get`, `post`, `put`, `del`, and `idOf`, which reads the new id from a `Location` and names it.
 */
export function adminCalls(s, c) {
  const isAbsolute = (path) => path.startsWith('/admin/') || path.startsWith('/realms/')
  const call =
    (method) =>
    async (step, path, json, more = {}) =>
      s.req(step, {
        method,
        path: isAbsolute(path) ? path : c.A + path,
        ...(json !== undefined && { json }),
        bearer: await c.admin(),
        ...more,
      })
  return {
    get: (step, path, more) => call('GET')(step, path, undefined, more),
    post: call('POST'),
    put: call('PUT'),
    del: call('DELETE'),
    idOf(res, name) {
      const id = res.get('location')?.split('/').pop()
      if (id && name) c.norm.label(id, name)
      return id
    },
  }
}
