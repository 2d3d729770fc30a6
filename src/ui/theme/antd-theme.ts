/** Ant Design in the colours and letters of tokens.css. */
import type { ThemeConfig } from 'antd'

/** The values of tokens.css that JavaScript needs (Ant Design derives shades from them, ECharts draws with them). */
export const colours = {
  ink: '#1f2733',
  inkSoft: '#4b5666',
  inkFaint: '#647082',
  edge: '#dfe3e9',
  page: '#f6f7f9',
  accent: '#1d5faa',
  met: '#2f855a',
  'on-track': '#1d5faa',
  'at-risk': '#b7791f',
  behind: '#c53030',
  'no-data': '#6b7684',
} as const

export const fontFamily =
  "-apple-system, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans SC', 'Segoe UI', sans-serif"

export const antdTheme: ThemeConfig = {
  token: {
    colorPrimary: colours.accent,
    colorInfo: colours.accent,
    colorLink: colours.accent,
    // The shade that would be derived is too pale to read on white.
    colorLinkHover: '#174e8c',
    // So too for buttons under the pointer: what is derived is lighter, 3.5:1 as a letter on white. These are darker.
    colorPrimaryHover: '#174e8c',
    colorErrorHover: '#a32626',
    // The surface of tokens.css for what is chosen and for notices; the derived ones are grey, 3.9:1 under a link.
    colorPrimaryBg: '#eaf2fb',
    colorPrimaryBgHover: '#dceafa',
    colorInfoBg: '#eaf2fb',
    colorInfoBorder: '#a9c8ea',
    colorSuccess: colours.met,
    colorWarning: colours['at-risk'],
    colorError: colours.behind,
    colorText: colours.ink,
    colorTextSecondary: colours.inkSoft,
    colorTextDescription: colours.inkFaint,
    colorTextTertiary: colours.inkFaint,
    colorTextPlaceholder: '#6b7684',
    colorBorder: '#b4bcc8',
    colorBorderSecondary: colours.edge,
    colorBgLayout: colours.page,
    borderRadius: 6,
    fontFamily,
    fontSize: 14,
    // Movement is short: people who do this all day do not want to wait for it.
    motionDurationMid: '0.12s',
    motionDurationSlow: '0.18s',
  },
  components: {
    Table: { headerBg: '#f1f3f6', headerColor: colours.inkSoft, cellPaddingBlockMD: 9 },
    Menu: { itemHeight: 36, itemBorderRadius: 6, subMenuItemBg: 'transparent' },
    Form: { itemMarginBottom: 20 },
    // As with links: the derived shade is too pale on the page's grey.
    Tabs: { itemHoverColor: '#174e8c' },
  },
}
