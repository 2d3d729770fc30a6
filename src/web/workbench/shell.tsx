import { BellOutlined, GlobalOutlined, QuestionCircleOutlined, UserOutlined } from '@ant-design/icons'
import { Link, Outlet, useNavigate, useRouterState } from '@tanstack/react-router'
import { Badge, Button, Drawer, Dropdown } from 'antd'
import { useEffect, useState } from 'react'
import { Mark, MenuIcon } from '#ui/icons.tsx'
import { useShortcut, useShortcutListener } from '#ui/keyboard/shortcuts.ts'
import { setLocale, useLocale, useText } from '#ui/language/language.ts'
import { useSession } from '#ui/session/session.tsx'
import { ErrorBoundary } from '#ui/states/error-boundary.tsx'
import { webMessages } from '../web-messages.ts'
import { useSignOut } from './current-session.ts'
import { ShortcutsHelp } from './shortcuts-help.tsx'
import { SideMenu } from './side-menu.tsx'
import { useUnreadCount } from './unread.ts'
import './shell.css'

/** Header, menu and content of the workbench and the enterprise desk. */
export function Shell() {
  const text = useText()
  const path = useRouterState({ select: (state) => state.location.pathname })
  const [menuOpen, setMenuOpen] = useState(false)
  const [helpOpen, setHelpOpen] = useState(false)
  useShortcutListener()
  useCommonShortcuts(() => setHelpOpen(true))
  // biome-ignore lint/correctness/useExhaustiveDependencies: arriving somewhere closes the drawer
  useEffect(() => setMenuOpen(false), [path])
  return (
    <div className="shell">
      <a className="skip-link" href="#content">
        {text(webMessages['web.skip'])}
      </a>
      <Header onMenu={() => setMenuOpen(true)} onHelp={() => setHelpOpen(true)} />
      <aside className="shell__side">
        <SideMenu />
      </aside>
      <Drawer
        open={menuOpen}
        placement="left"
        size={280}
        title={text(webMessages['web.menu'])}
        onClose={() => setMenuOpen(false)}
        styles={{ body: { padding: 12 } }}
      >
        <SideMenu onFollow={() => setMenuOpen(false)} />
      </Drawer>
      <main id="content" className="shell__main" tabIndex={-1}>
        <ErrorBoundary resetKey={path}>
          <Outlet />
        </ErrorBoundary>
      </main>
      <ShortcutsHelp open={helpOpen} onClose={() => setHelpOpen(false)} />
    </div>
  )
}

function useCommonShortcuts(openHelp: () => void): void {
  const navigate = useNavigate()
  useShortcut({ keys: '?', title: webMessages['web.shortcuts'] }, openHelp)
  useShortcut({ keys: 'g h', title: webMessages['web.go-home'] }, () => void navigate({ to: '/' }))
  useShortcut({ keys: 'g i', title: webMessages['web.go-inbox'] }, () => void navigate({ to: '/inbox' }))
  useShortcut(
    { keys: 'g n', title: webMessages['web.go-notifications'] },
    () => void navigate({ to: '/notifications' }),
  )
}

function Header(props: { readonly onMenu: () => void; readonly onHelp: () => void }) {
  const text = useText()
  const locale = useLocale()
  const session = useSession()
  const signOut = useSignOut()
  const navigate = useNavigate()
  const unread = useUnreadCount()
  return (
    <header className="shell__head">
      <Button
        className="shell__menu-button"
        type="text"
        icon={<MenuIcon />}
        aria-label={text(webMessages['web.menu-open'])}
        onClick={props.onMenu}
      />
      <Link to="/" className="shell__name">
        <Mark />
        <strong>{text(webMessages['web.name'])}</strong>
        <span className="shell__city">{session.cityTitle}</span>
      </Link>
      <Button
        type="text"
        icon={<GlobalOutlined />}
        aria-label={text(webMessages['web.language-label'])}
        onClick={() => setLocale(locale === 'zh' ? 'en' : 'zh')}
      >
        <span className="shell__wide-only" lang={locale === 'zh' ? 'en' : 'zh-CN'}>
          {text(webMessages['web.language'])}
        </span>
      </Button>
      <Button
        type="text"
        className="shell__wide-only"
        icon={<QuestionCircleOutlined />}
        aria-label={text(webMessages['web.shortcuts'])}
        onClick={props.onHelp}
      />
      <Button
        type="text"
        aria-label={
          unread > 0
            ? text(webMessages['web.notifications-unread'], { count: unread })
            : text(webMessages['web.notifications'])
        }
        icon={
          <Badge count={unread} size="small" overflowCount={99} offset={[5, -1]}>
            <BellOutlined style={{ fontSize: 16 }} />
          </Badge>
        }
        onClick={() => void navigate({ to: '/notifications' })}
      />
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            {
              key: 'roles',
              disabled: true,
              label: session.roleTitles.map((title) => text(title)).join(' · '),
            },
            { type: 'divider' },
            {
              key: 'password',
              label: text(webMessages['web.change-password']),
              onClick: () => void navigate({ to: '/account/password' }),
            },
            { key: 'help', label: text(webMessages['web.shortcuts']), onClick: props.onHelp },
            { type: 'divider' },
            { key: 'sign-out', label: text(webMessages['web.sign-out']), onClick: () => void signOut() },
          ],
        }}
      >
        <Button
          type="text"
          icon={<UserOutlined />}
          aria-label={`${text(webMessages['web.user'])} ${session.name}`}
        >
          <span className="shell__wide-only">{session.name}</span>
        </Button>
      </Dropdown>
    </header>
  )
}
