/** A changed definition that waits for its approval. */
import { proposeChange } from '#domains/indicators/changes/change-service.ts'
import { latestVersion } from '#domains/indicators/definitions.ts'
import { readDefinitions, today } from '#domains/indicators/figures-service.ts'
import { toVersion } from '#domains/indicators/views.ts'
import type { Scope } from '#kernel/db/scope.ts'
import { modules } from '#server/domains.ts'

/** The clerk proposes to count only measurement standards whose certificates are in force. */
export async function seedChange(scope: Scope): Promise<void> {
  const definitions = await readDefinitions(scope, modules)
  const indicator = definitions.find('public-measurement-standards')
  if (!indicator) return
  const { id, number, validFrom, validTo, reason, createdBy, approvedBy, ...fields } = toVersion(
    latestVersion(indicator),
  )
  await proposeChange(scope, modules, indicator.id, {
    ...fields,
    definitionZh: '在有效期内的社会公用计量标准项数；建标证书到期未复查的不计，比例按上年核查结果。',
    definitionEn:
      'Public measurement standards whose certificates are in force; the share of lapsed ones is that of last year’s review.',
    computation: { kind: 'expression', expression: '观测("public-measurement-standards") × 0.94' },
    validFrom: `${Number(today(scope).slice(0, 4)) - 1}-01-01`,
    reason: '去年核查发现约 6% 的建标证书已到期而未复查，计入会高估实际能力。',
  })
}
