import { EllipsisOutlined } from '@ant-design/icons'
import { Tabs as AntdTabs, type TabsProps } from 'antd'
import { useLayoutEffect, useRef } from 'react'
import { useText } from './language/language.ts'
import { uiMessages } from './ui-messages.ts'

/**
 * Ant Design's tabs with their role in the right place: it puts `tablist` around the button for the tabs that have no
 * room as well, and a list of tabs may hold nothing but tabs (WAI-ARIA 1.2, `tablist`). That button gets a name.
 */
export function Tabs(props: TabsProps) {
  const place = useRef<HTMLDivElement>(null)
  const text = useText()
  useLayoutEffect(() => {
    const bar = place.current?.querySelector(':scope > .ant-tabs > .ant-tabs-nav[role="tablist"]')
    const list = bar?.querySelector('.ant-tabs-nav-list')
    if (!bar || !list) return
    for (const name of ['role', 'aria-orientation']) {
      const value = bar.getAttribute(name)
      if (value !== null) list.setAttribute(name, value)
      bar.removeAttribute(name)
    }
  }, [])
  return (
    <div ref={place} style={{ minWidth: 0 }}>
      <AntdTabs
        more={{ icon: <EllipsisOutlined aria-label={text(uiMessages['ui.more-tabs'])} /> }}
        {...props}
      />
    </div>
  )
}
