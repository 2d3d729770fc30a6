import { useDistricts } from '#kernel/org/web/use-districts.ts'
import { useText } from '#ui/language/language.ts'
import { useSession } from '#ui/session/session.tsx'

/** What a figure is of: the whole city or one of its regions. */
export function useRegionNames(): (code: string) => string {
  const text = useText()
  const { city } = useSession()
  const { nameOf } = useDistricts()
  return (code) => (code === city ? text({ zh: '全市', en: 'Whole city' }) : nameOf(code))
}
