/** Roles, groups and users that the pictures are of. */
/** As long as a name may be. */
export const LONG = `${'long-name-'.repeat(25)}end`
/** More than fit on a page. */
export const many = Array.from({ length: 45 }, (_, at) => ({ clientId: `service-${String(at).padStart(3, '0')}` }))

/** Of what a picture's address names. */
export const ID = {
  role: '00000000-0000-4000-8000-000000000001',
  group: '00000000-0000-4000-8000-000000000002',
  child: '00000000-0000-4000-8000-000000000003',
  user: '00000000-0000-4000-8000-000000000004',
  bare: '00000000-0000-4000-8000-000000000005',
} as const

export const PEOPLE = {
  roles: {
    realm: [
      {
        id: ID.role,
        name: 'editor',
        description: 'May change texts and publish them',
        composite: true,
        composites: { realm: ['reader'], client: { account: ['view-profile'] } },
        attributes: { desk: ['news', 'sports'] },
      },
      { name: 'reader', description: 'May read drafts' },
      { name: LONG, description: '編集者' },
      ...many.map(({ clientId }) => ({ name: `may-call-${clientId}` })),
    ],
  },
  groups: [
    {
      id: ID.group,
      name: 'Press',
      path: '/Press',
      attributes: { floor: ['3'] },
      realmRoles: ['editor'],
      subGroups: [
        { id: ID.child, name: 'Sports', path: '/Press/Sports' },
        { name: 'Culture', path: '/Press/Culture' },
        { name: LONG, path: `/Press/${LONG}` },
      ],
    },
    { name: 'Sales', path: '/Sales' },
  ],
  users: [
    {
      id: ID.user,
      username: 'ada',
      firstName: 'Ada',
      lastName: 'Author',
      email: 'ada@shop.example',
      emailVerified: true,
      enabled: true,
      createdTimestamp: 1_790_000_000_000,
      credentials: [{ type: 'password', value: 'a-long-password', userLabel: 'first password' }],
      realmRoles: ['reader', 'default-roles-test'],
      clientRoles: { account: ['manage-account'] },
      groups: ['/Press/Sports'],
      requiredActions: ['UPDATE_PASSWORD'],
      clientConsents: [
        {
          clientId: 'shop',
          grantedClientScopes: ['profile', 'email', 'address', 'phone'],
          createdDate: 1_790_000_000_000,
        },
        { clientId: LONG, grantedClientScopes: ['email'] },
      ],
    },
    {
      username: 'alice',
      enabled: true,
      email: 'alice@shop.example',
      firstName: 'Alice',
      lastName: 'Ash',
      realmRoles: ['editor'],
      credentials: [{ type: 'password', value: 'alice-pass' }],
    },
    { id: ID.bare, username: 'bare', enabled: false },
    { username: LONG, email: `${'e'.repeat(60)}@${'long.'.repeat(12)}example`, firstName: '勤怠', enabled: true },
    ...Array.from({ length: 40 }, (_, at) => ({
      username: `person-${String(at).padStart(3, '0')}`,
      email: `person-${at}@shop.example`,
      enabled: at % 7 !== 0,
      createdTimestamp: 1_750_000_000_000 + at * 86_400_000,
    })),
  ],
}
