import { Modal } from 'antd'
import { Fragment } from 'react'
import { KeyboardHint } from '#ui/keyboard/keyboard-hint.tsx'
import { useActiveShortcuts } from '#ui/keyboard/shortcuts.ts'
import { useText } from '#ui/language/language.ts'
import { webMessages } from '../web-messages.ts'

/** The keys that work on this page. */
export function ShortcutsHelp(props: { readonly open: boolean; readonly onClose: () => void }) {
  const text = useText()
  const shortcuts = useActiveShortcuts()
  return (
    <Modal
      open={props.open}
      title={text(webMessages['web.shortcuts'])}
      footer={null}
      onCancel={props.onClose}
    >
      <div className="shortcut-list">
        {shortcuts.map((shortcut) => (
          <Fragment key={shortcut.keys}>
            <KeyboardHint keys={shortcut.keys} />
            <span>{text(shortcut.title)}</span>
          </Fragment>
        ))}
      </div>
    </Modal>
  )
}
