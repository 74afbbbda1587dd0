import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { RealmFile } from './realm-file.ts'
import styles from './realm-file-preview.module.css'

const SHOWN = 8

/** What the file will make, before it is made. */
export function RealmFilePreview({ file, onRemove }: { readonly file: RealmFile; readonly onRemove: () => void }) {
  const { t } = useTranslation(['realms', 'ui'])
  const more = file.clientIds.length - SHOWN
  return (
    <section className={styles['preview']} aria-label={t('preview')}>
      <div className={styles['head']}>
        <h3>{t('preview')}</h3>
        <Button variant="subtle" size="xs" onClick={onRemove}>
          {t('ui:remove')}
        </Button>
      </div>
      <ul className={styles['counts']}>
        {file.counts.map(({ part, count }) => (
          <li key={part}>{t(`count-${part}`, { count })}</li>
        ))}
        {file.counts.length === 0 && <li>{t('count-none')}</li>}
      </ul>
      {file.clientIds.length > 0 && (
        <p>
          {file.clientIds.slice(0, SHOWN).map((clientId) => (
            <code key={clientId}>{clientId}</code>
          ))}
          {more > 0 && <span>{t('andMore', { count: more })}</span>}
        </p>
      )}
    </section>
  )
}
