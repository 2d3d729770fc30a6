import type { Translate } from '#ui/language/language.ts'
import { titleWithUnit } from '../../pivot/axis-messages.ts'

/** `获证企业（家）`; the name alone where its figures have no unit. */
export const nameWithUnit = (title: string, unit: string, text: Translate): string =>
  unit ? text(titleWithUnit, { title, unit }) : title
