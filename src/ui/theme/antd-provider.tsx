import { App, ConfigProvider, type ConfigProviderProps } from 'antd'
import enUS from 'antd/es/locale/en_US.js'
import zhCN from 'antd/es/locale/zh_CN.js'
import type { ReactNode } from 'react'
import { useLocale } from '../language/language.ts'
import { antdTheme } from './antd-theme.ts'

type AntdLocale = NonNullable<ConfigProviderProps['locale']>

/** The package declares its ES modules as CommonJS, so the default export is typed one level too deep. */
function localeOf(module: AntdLocale | { readonly default: AntdLocale }): AntdLocale {
  return 'default' in module ? module.default : module
}

const locales = { zh: localeOf(zhCN), en: localeOf(enUS) }

/** Ant Design with our theme and the person's language, and the holder of its dialogs and notices. */
export function AntdProvider({ children }: { readonly children: ReactNode }) {
  const locale = useLocale()
  return (
    <ConfigProvider
      theme={antdTheme}
      locale={locales[locale]}
      button={{ autoInsertSpace: false }}
      form={{ requiredMark: true, scrollToFirstError: true }}
    >
      <App>{children}</App>
    </ConfigProvider>
  )
}
