import { textsMapOf } from '../../representations/fields.ts'
import type { GroupRepresentation } from '../../representations/keycloak.ts'
import { type Act, firstRow, type QueryBuilder, rows } from '../act.ts'
import type { GroupQuery } from '../group-ports.ts'
import { containsAsIs, containsPattern } from './matching.ts'

/** How many groups are looked at in one step when attributes decide. */
const STEP = 500

/** Ids of the groups that a query asks for, in the order of the name. */
export function* findGroupIds(db: QueryBuilder, realmId: string, query: GroupQuery): Act<readonly string[]> {
  const { first = 0, max = Number.MAX_SAFE_INTEGER, attributes = [] } = query
  if (attributes.length === 0) {
    const page = sought(db, realmId, query).select('id').orderBy('name').orderBy('id').limit(max).offset(first)
    return (yield* rows(page)).map(({ id }) => id)
  }
  return yield* withAttributes(db, realmId, query, attributes)
}

export function* countGroups(db: QueryBuilder, realmId: string, query: GroupQuery): Act<number> {
  const counted = yield* firstRow(sought(db, realmId, query).select((group) => group.fn.countAll<number>().as('count')))
  return Number(counted?.count ?? 0)
}

function sought(db: QueryBuilder, realmId: string, { parentId, search, exact, heldBy }: GroupQuery) {
  let select = db.selectFrom('realm_group').where('realm_id', '=', realmId)
  if (parentId !== undefined) select = select.where('parent_id', '=', parentId ?? '')
  if (search !== undefined) {
    select = exact ? select.where('name', '=', search) : select.where((group) => containsPattern(group, 'name', search))
  }
  if (heldBy !== undefined) select = select.where('id', 'in', idsHeldBy(db, realmId, heldBy))
  return select
}

function idsHeldBy(db: QueryBuilder, realmId: string, { kind, id }: NonNullable<GroupQuery['heldBy']>) {
  return kind === 'user'
    ? db.selectFrom('user_group').select('group_id as id').where('realm_id', '=', realmId).where('user_id', '=', id)
    : db.selectFrom('group_role').select('group_id as id').where('realm_id', '=', realmId).where('role_id', '=', id)
}

/** Attributes stand in the documents: the text of one tells whether to look closer. */
function* withAttributes(
  db: QueryBuilder,
  realmId: string,
  query: GroupQuery,
  attributes: NonNullable<GroupQuery['attributes']>,
): Act<readonly string[]> {
  const { first = 0, max = Number.MAX_SAFE_INTEGER } = query
  const ids: string[] = []
  for (let at = 0; ids.length < first + max; at += STEP) {
    let select = sought(db, realmId, query).select(['id', 'document']).orderBy('name').orderBy('id')
    for (const text of attributes.flat()) {
      select = select.where((group) => containsAsIs(group, 'document', JSON.stringify(text).slice(1, -1)))
    }
    const step = yield* rows(select.limit(STEP).offset(at))
    ids.push(...step.filter(({ document }) => hasAll(JSON.parse(document), attributes)).map(({ id }) => id))
    if (step.length < STEP) break
  }
  return ids.slice(first, first + max)
}

function hasAll(document: GroupRepresentation, attributes: NonNullable<GroupQuery['attributes']>): boolean {
  const present = textsMapOf(document.attributes)
  return attributes.every(([name, value]) => Object.hasOwn(present, name) && present[name]?.includes(value))
}
