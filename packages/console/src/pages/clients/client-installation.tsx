import { Switch } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { clientSecret } from '../../api/clients.ts'
import { useExplain } from '../../components/explain.ts'
import { useRealm } from '../../components/use-realm.ts'
import { environment } from '../../environment.ts'
import { paths } from '../../paths.ts'
import { Link } from '../../ui/link.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Snippet } from '../../ui/snippet.tsx'
import { Strip } from '../../ui/strip.tsx'
import styles from './client-installation.module.css'
import type { ClientTabProps } from './client-page.tsx'
import { firstRedirectUri, type InstallationSnippet, issuerOf, snippetsFor } from './installation-snippets.ts'

const PLACEHOLDER = 'CLIENT_SECRET'

/** What to paste into the application, with this client's own values. */
export function ClientInstallation({ client }: ClientTabProps) {
  const { t } = useTranslation('installation')
  const realm = useRealm()
  const explain = useExplain()
  const [withSecret, setWithSecret] = useState(false)
  const confidential = !(client.publicClient || client.bearerOnly)
  const secret = useQuery({ ...clientSecret(realm, client), enabled: confidential && withSecret })
  if (client.bearerOnly) return <Notice title={t('bearerOnly')}>{t('bearerOnlyAbout')}</Notice>
  const { serverUrl } = environment
  const redirectUri = firstRedirectUri(client.redirectUris ?? [], client.rootUrl)
  const snippets = snippetsFor({
    serverUrl,
    realm,
    clientId: client.clientId,
    redirectUri,
    secret: confidential ? (withSecret && secret.data) || PLACEHOLDER : undefined,
  })
  return (
    <>
      <div className={styles['head']}>
        <p>{t('about')}</p>
        <dl>
          <dt>{t('issuer')}</dt>
          <dd>
            <code>{issuerOf({ serverUrl, realm })}</code>
          </dd>
          <dt>{t('clientId')}</dt>
          <dd>
            <code>{client.clientId}</code>
          </dd>
          <dt>{t('redirectUri')}</dt>
          <dd>
            {redirectUri === undefined ? (
              <Link to={paths.client(realm, client.id)}>{t('noRedirectUri')}</Link>
            ) : (
              <code>{redirectUri}</code>
            )}
          </dd>
        </dl>
        {confidential && (
          <Switch
            label={t('withSecret')}
            description={t('withSecretAbout')}
            checked={withSecret}
            error={secret.error === null ? undefined : explain(secret.error)}
            onChange={({ currentTarget }) => setWithSecret(currentTarget.checked)}
          />
        )}
      </div>
      {redirectUri === undefined && client.standardFlowEnabled && <Strip>{t('noRedirectUriAbout')}</Strip>}
      {snippets.map((snippet) => (
        <Part key={snippet.id} snippet={snippet} />
      ))}
    </>
  )
}

function Part({ snippet: { id, file, text } }: { readonly snippet: InstallationSnippet }) {
  const { t } = useTranslation('installation')
  return (
    <div className={styles['part']}>
      <h2>
        {t(`title-${id}`)} <code>{file}</code>
      </h2>
      <p>{t(`about-${id}`)}</p>
      <Snippet label={t(`title-${id}`)} text={text} />
    </div>
  )
}
