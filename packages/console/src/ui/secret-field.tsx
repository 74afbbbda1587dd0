import { Button, TextInput, VisuallyHidden } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './secret-field.module.css'
import { useCopy } from './use-copy.ts'

interface SecretFieldProps {
  readonly label: string
  readonly value: string
  readonly description?: string
}

/** A secret that is there to be taken along: hidden until asked for, copied without being shown. */
export function SecretField({ label, value, description }: SecretFieldProps) {
  const { t } = useTranslation('ui')
  const [shown, setShown] = useState(false)
  const [copied, copy] = useCopy()
  return (
    <div className={styles['secret']}>
      <TextInput
        label={label}
        description={description}
        type={shown ? 'text' : 'password'}
        value={value}
        readOnly
        autoComplete="off"
        spellCheck={false}
        classNames={{ input: styles['input'] ?? '' }}
        onFocus={({ currentTarget }) => currentTarget.select()}
      />
      <div className={styles['buttons']}>
        <Button variant="default" aria-pressed={shown} onClick={() => setShown(!shown)}>
          {shown ? t('hide') : t('show')}
        </Button>
        <Button variant="default" onClick={() => void copy(value)}>
          {copied ? t('copied') : t('copy')}
        </Button>
      </div>
      <VisuallyHidden role="status">{copied ? t('copied') : ''}</VisuallyHidden>
    </div>
  )
}
