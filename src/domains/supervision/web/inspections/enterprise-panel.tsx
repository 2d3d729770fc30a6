import { useText } from '#ui/language/language.ts'
import { inspectionMessages } from './inspections-messages.ts'
import { InspectionTable } from './inspections-page.tsx'

/** Inspections of one enterprise, on its page. */
export function EnterpriseInspections(props: { readonly id: string }) {
  const text = useText()
  return (
    <InspectionTable
      name="enterprise-inspections"
      enterpriseId={props.id}
      empty={text(inspectionMessages['supervision.enterprise-none'])}
    />
  )
}
