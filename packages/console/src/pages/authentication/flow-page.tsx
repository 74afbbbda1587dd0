import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { type Flow, flowById, flowSteps } from '../../api/flows.ts'
import { realmByName } from '../../api/realms.ts'
import { Loaded } from '../../components/loaded.tsx'
import { usePermission } from '../../components/permission.ts'
import { useParam, useRealm } from '../../components/use-realm.ts'
import { paths } from '../../paths.ts'
import { Chip } from '../../ui/chip.tsx'
import { MissingPage } from '../../ui/missing-page.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Page } from '../../ui/page.tsx'
import { Strip } from '../../ui/strip.tsx'
import { AddButtons } from './add-step.tsx'
import styles from './authentication.module.css'
import { bindingsOf } from './bindings.ts'
import { FlowActions } from './flow-actions.tsx'
import { FlowTree } from './flow-tree.tsx'

export function FlowPage() {
  const { t } = useTranslation('authentication')
  const realm = useRealm()
  const id = useParam('id')
  return (
    <Loaded
      query={flowById(realm, id)}
      missing={
        <MissingPage
          title={t('missing')}
          about={t('missingAbout', { id })}
          to={paths.authentication(realm)}
          onward={t('toFlows')}
        />
      }
    >
      {(flow) => <LoadedFlow key={flow.id} realm={realm} flow={flow} />}
    </Loaded>
  )
}

function LoadedFlow({ realm, flow }: { readonly realm: string; readonly flow: Flow }) {
  const { t } = useTranslation('authentication')
  const manage = usePermission('manage-realm')
  const { data: settings } = useQuery(realmByName(realm))
  const uses = settings === undefined ? [] : bindingsOf(settings, flow.alias)
  return (
    <Page
      title={flow.alias}
      crumbs={[{ label: t('authentication'), to: paths.authentication(realm) }]}
      about={flow.description}
      facts={
        <>
          <Chip>{t(flow.builtIn ? 'builtIn' : 'ownFlow')}</Chip>
          {uses.map((binding) => (
            <Chip key={binding} tone="good">
              {t(binding)}
            </Chip>
          ))}
        </>
      }
      actions={<FlowActions realm={realm} flow={flow} uses={uses} />}
    >
      {flow.builtIn === true && <Strip>{t('builtInFixed')}</Strip>}
      <p className={styles['legend']}>{t('requirements')}</p>
      <Loaded query={flowSteps(realm, flow.alias)}>
        {(steps) =>
          steps.length === 0 ? (
            <Notice title={t('stepsEmpty')}>{t('stepsEmptyAbout')}</Notice>
          ) : (
            <FlowTree realm={realm} flow={flow} steps={steps} />
          )
        }
      </Loaded>
      <div className={styles['add']}>
        <AddButtons
          realm={realm}
          alias={flow.alias}
          kind={flow.providerId === 'client-flow' ? 'clients' : 'people'}
          disabledReason={manage.reason ?? (flow.builtIn ? t('builtInFixed') : undefined)}
        />
      </div>
    </Page>
  )
}
