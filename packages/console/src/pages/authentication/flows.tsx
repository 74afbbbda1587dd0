import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { type Flow, flowList } from '../../api/flows.ts'
import { realmByName } from '../../api/realms.ts'
import { Loaded } from '../../components/loaded.tsx'
import { paths } from '../../paths.ts'
import { Chip } from '../../ui/chip.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { Link } from '../../ui/link.tsx'
import { Notice } from '../../ui/notice.tsx'
import styles from './authentication.module.css'
import { bindingsOf } from './bindings.ts'

export function Flows({ realm }: { readonly realm: string }) {
  return (
    <div className={styles['tab']}>
      <Loaded query={flowList(realm)}>{(flows) => <FlowTable realm={realm} flows={flows} />}</Loaded>
    </div>
  )
}

function FlowTable({ realm, flows }: { readonly realm: string; readonly flows: readonly Flow[] }) {
  const { t } = useTranslation('authentication')
  const { data: settings } = useQuery(realmByName(realm))
  if (flows.length === 0) return <Notice title={t('empty')} />
  const uses = ({ alias }: Flow) => (settings === undefined ? [] : bindingsOf(settings, alias))
  return (
    <DataTable
      label={t('tab-flows')}
      rows={flows}
      rowId={({ id }) => id}
      columns={[
        {
          id: 'name',
          header: t('name'),
          cell: ({ id, alias }) => <Link to={paths.flow(realm, id)}>{alias}</Link>,
        },
        {
          id: 'usedFor',
          header: t('usedFor'),
          cell: (flow) => (
            <span className={styles['chips']}>
              {uses(flow).map((binding) => (
                <Chip key={binding} tone="good">
                  {t(binding)}
                </Chip>
              ))}
              {uses(flow).length === 0 && t('unused')}
            </span>
          ),
        },
        { id: 'description', header: t('description'), cell: ({ description }) => description, secondary: true },
        {
          id: 'kind',
          header: t('kind'),
          cell: ({ builtIn }) => <Chip>{t(builtIn ? 'builtIn' : 'ownFlow')}</Chip>,
          secondary: true,
        },
      ]}
    />
  )
}
