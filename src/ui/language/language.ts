/**
 * The language of the interface: Chinese unless the person has switched. Kept in the browser, told to the
 * server with every request (Accept-Language), and set on the document for screen readers.
 */
import { useCallback, useSyncExternalStore } from 'react'
import { formatMessage, type Message, type MessageParameters } from '#kernel/language/messages.ts'
import { type Formats, formatsFor } from './format.ts'

export type Locale = 'zh' | 'en'

const storageKey = 'zhiheng.locale'
const listeners = new Set<() => void>()
let current: Locale = read()

function read(): Locale {
  try {
    return globalThis.localStorage?.getItem(storageKey) === 'en' ? 'en' : 'zh'
  } catch {
    // Storage may be forbidden by the browser's settings; the default holds then.
    return 'zh'
  }
}

/** The language now, for code outside components (request headers). */
export function currentLocale(): Locale {
  return current
}

/** The BCP 47 tag of a language. */
export function languageTag(locale: Locale): 'zh-CN' | 'en' {
  return locale === 'zh' ? 'zh-CN' : 'en'
}

/** Switches the interface; every component that uses {@link useText} renders again. */
export function setLocale(locale: Locale): void {
  current = locale
  document.documentElement.lang = languageTag(locale)
  try {
    localStorage.setItem(storageKey, locale)
  } catch {
    // Not kept for the next visit, but switched for this one.
  }
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The language now, as a hook. */
export function useLocale(): Locale {
  return useSyncExternalStore(subscribe, currentLocale, currentLocale)
}

/** Fills a message in, in the person's language. */
export type Translate = (message: Message, parameters?: MessageParameters) => string

/**
 * The texts of the interface.
 *
 * @example
 * const text = useText()
 * <h2>{text(plansMessages['plans.targets'], { count: 42 })}</h2>
 */
export function useText(): Translate {
  const locale = useLocale()
  return useCallback((message, parameters) => formatMessage(message, locale, parameters), [locale])
}

/** Dates and numbers in the person's language; see {@link Formats}. */
export function useFormats(): Formats {
  return formatsFor(useLocale())
}
