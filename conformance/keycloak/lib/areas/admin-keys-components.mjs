import { adminCalls } from '../admin-calls.mjs'

export const adminKeysComponents = {
  name: 'admin-keys-components',
  title: 'Admin REST API: keys and components',
  after: ['admin-users'],
  async record(area, c) {
    const mk = (s) => adminCalls(s, c)
    await area.scenario('all', async (s) => {
      const m = mk(s)
      await m.get('keys', '/keys')
      await m.get('components', '/components')
      await m.get('key providers', '/components?type=org.keycloak.keys.KeyProvider', {
        project: (o) => o.map((x) => `${x.name} ${x.providerId} ${JSON.stringify(x.config.priority)}`).sort(),
      })
      const rr = (await c.admOk('GET', '')).json.id
      const id = m.idOf(
        await m.post('make a key', '/components', {
          name: 'es256',
          providerId: 'ecdsa-generated',
          providerType: 'org.keycloak.keys.KeyProvider',
          parentId: rr,
          config: { priority: ['50'], enabled: ['true'], active: ['true'], ecdsaEllipticCurveKey: ['P-256'] },
        }),
        'component es256',
      )
      await m.get('read', `/components/${id}`)
      await m.get('keys with it', '/keys', {
        project: (o) => ({
          active: Object.keys(o.active).sort(),
          keys: o.keys.map((k) => `${k.algorithm} ${k.type} ${k.use} ${k.status}`),
        }),
      })
      const rep = (await c.admOk('GET', `/components/${id}`)).json
      await m.put('passive', `/components/${id}`, { ...rep, config: { ...rep.config, active: ['false'] } })
      await m.get('keys then', '/keys', { project: (o) => o.keys.map((k) => `${k.algorithm} ${k.status}`).sort() })
      await m.post('unknown provider', '/components', {
        name: 'x',
        providerId: 'no-such',
        providerType: 'org.keycloak.keys.KeyProvider',
        parentId: rr,
        config: {},
      })
      await m.post('config refused', '/components', {
        name: 'x',
        providerId: 'rsa-generated',
        providerType: 'org.keycloak.keys.KeyProvider',
        parentId: rr,
        config: { keySize: ['7'] },
      })
      await m.get('sub component types', `/components/${id}/sub-component-types?type=org.keycloak.keys.KeyProvider`, {
        project: (o) => (Array.isArray(o) ? `<array of ${o.length}>` : o),
      })
      await m.del('delete', `/components/${id}`)
      await m.del('delete again', `/components/${id}`)
      await m.get('unknown', `/components/${id}`)
      const rsa = m.idOf(
        await m.post('rotation: a newer RSA key with higher priority', '/components', {
          name: 'rsa-new',
          providerId: 'rsa-generated',
          providerType: 'org.keycloak.keys.KeyProvider',
          parentId: rr,
          config: { priority: ['200'], keySize: ['2048'] },
        }),
        'component rsa-new',
      )
      await m.get('keys after rotation', '/keys', {
        project: (o) => o.keys.map((k) => `${k.algorithm} ${k.use} ${k.status} priority ${k.providerPriority}`),
      })
      await s.req('JWKS after rotation', {
        path: `${c.P}/certs`,
        project: (o) => o.keys.map((k) => `${k.alg} ${k.use}`),
      })
      await c.admOk('DELETE', `/components/${rsa}`)
    })
  },
}
