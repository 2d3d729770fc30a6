import type { DomainPart } from '#kernel/domain.ts'
import { remedyRules } from './remedies.ts'

/** What the papers of every room say: the remedies against a decision. */
export const papersPart: DomainPart = { router: {}, rules: remedyRules }
