import { Button, VisuallyHidden } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import styles from './snippet.module.css'
import { useCopy } from './use-copy.ts'

interface SnippetProps {
  /** What it is, for those who hear it: it scrolls, and so it can be reached. */
  readonly label: string
  readonly text: string
}

/** Text for a machine, to be taken along whole. */
export function Snippet({ label, text }: SnippetProps) {
  const { t } = useTranslation('ui')
  const [copied, copy] = useCopy()
  return (
    <div className={styles['snippet']}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section aria-label={label} tabIndex={0}>
        <pre>
          <code>{text}</code>
        </pre>
      </section>
      <Button
        variant="default"
        size="xs"
        className={styles['copy'] ?? ''}
        aria-label={copied ? t('copied') : t('copyNamed', { name: label })}
        onClick={() => void copy(text)}
      >
        {copied ? t('copied') : t('copy')}
      </Button>
      <VisuallyHidden role="status">{copied ? t('copied') : ''}</VisuallyHidden>
    </div>
  )
}
