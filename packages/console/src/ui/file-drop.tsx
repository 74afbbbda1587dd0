import { type DragEvent, useId, useState } from 'react'
import styles from './file-drop.module.css'
import { Icon } from './icon.tsx'

interface FileDropProps {
  readonly label: string
  readonly accept: string
  readonly error?: string | undefined
  readonly disabled?: boolean
  /** The file's text. */
  readonly onText: (text: string) => void
}

/** A place to drop a file, which is also a button to choose one. */
export function FileDrop({ label, accept, error, disabled = false, onText }: FileDropProps) {
  const id = useId()
  const [over, setOver] = useState(false)
  const take = async (file: File | undefined) => {
    if (file !== undefined && !disabled) onText(await file.text())
  }
  const drag = (inside: boolean) => (event: DragEvent) => {
    event.preventDefault()
    setOver(inside)
  }
  return (
    <div>
      <label
        className={styles['drop']}
        data-over={over || undefined}
        onDragOver={drag(true)}
        onDragLeave={drag(false)}
        onDrop={(event) => {
          drag(false)(event)
          void take(event.dataTransfer.files[0])
        }}
      >
        <Icon name="upload" size={22} />
        <span>{label}</span>
        <input
          type="file"
          accept={accept}
          disabled={disabled}
          aria-invalid={error !== undefined}
          aria-describedby={error === undefined ? undefined : id}
          onChange={({ currentTarget }) => {
            void take(currentTarget.files?.[0])
            // the same file, mended, may be chosen again
            currentTarget.value = ''
          }}
        />
      </label>
      {error !== undefined && (
        <p id={id} className={styles['error']} role="alert">
          {error}
        </p>
      )}
    </div>
  )
}
