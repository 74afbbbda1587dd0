import { notifications } from '@mantine/notifications'
import i18next from 'i18next'

let done = ''

/** Tells that something was done, in passing: in place of what was told so before. */
export function toastDone(message: string): void {
  notifications.hide(done)
  done = notifications.show({
    message,
    color: 'green',
    autoClose: 4_000,
    withBorder: true,
    closeButtonProps: closeButton(),
  })
}

/** Tells what went wrong where no field is to blame. It stays until it is read. */
export function toastProblem(title: string, message: string): void {
  notifications.show({
    title,
    message,
    color: 'red',
    autoClose: false,
    withBorder: true,
    role: 'alert',
    closeButtonProps: closeButton(),
  })
}

function closeButton() {
  return { 'aria-label': i18next.t('ui:close') }
}
