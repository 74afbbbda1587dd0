import { Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useExplain } from '../../components/explain.ts'
import { usePermission } from '../../components/permission.ts'
import { ActionButton } from '../../ui/action-button.tsx'
import { FieldProblem, FormDialog } from '../../ui/form-dialog.tsx'
import { readJsonList, writeJsonList } from './json-list.ts'

interface EditJsonProps<Thing extends object> {
  /** Of the button, and what the dialog is called. */
  readonly label: string
  readonly list: readonly Thing[]
  /** As the Admin API calls the list: what is copied from there may be pasted here. */
  readonly member: string
  readonly onSave: (list: readonly Thing[]) => Promise<void>
}

/** A list to be edited as what it is, JSON. What is wrong with it is told at the field. */
export function EditJson<Thing extends object>(props: EditJsonProps<Thing>) {
  const { label } = props
  const manage = usePermission('manage-realm')
  const [opened, setOpened] = useState(false)
  return (
    <>
      <ActionButton variant="default" disabledReason={manage.reason} onClick={() => setOpened(true)}>
        {label}
      </ActionButton>
      {opened && <Editor {...props} onClose={() => setOpened(false)} />}
    </>
  )
}

function Editor<Thing extends object>(props: EditJsonProps<Thing> & { readonly onClose: () => void }) {
  const { label, list, member, onSave, onClose } = props
  const { t } = useTranslation(['client-policies', 'ui'])
  const explain = useExplain()
  const [text, setText] = useState(() => writeJsonList(list))
  const [problem, setProblem] = useState<string>()
  const read = () => {
    const result = readJsonList<Thing>(text, member)
    if ('list' in result) return result.list
    throw new FieldProblem(t(result.problem === 'syntax' ? 'jsonSyntax' : 'jsonShape', { detail: result.detail }))
  }
  return (
    <FormDialog
      opened
      size="lg"
      onClose={onClose}
      title={label}
      verb={t('ui:save')}
      onProblem={(error) => setProblem(error instanceof FieldProblem ? error.message : explain(error))}
      onSubmit={async () => await onSave(read())}
    >
      <Textarea
        label="JSON"
        description={t('jsonAbout')}
        value={text}
        error={problem}
        rows={18}
        spellCheck={false}
        autoComplete="off"
        styles={{ input: { fontFamily: 'var(--mono)', fontSize: 13 } }}
        onChange={({ currentTarget }) => {
          setText(currentTarget.value)
          setProblem(undefined)
        }}
      />
    </FormDialog>
  )
}
