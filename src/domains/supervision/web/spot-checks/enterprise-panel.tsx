import { SampleTable } from './samples-page.tsx'

/** The spot checks of an enterprise: sampled there, or of what it produced. */
export function SpotChecksPanel(props: { readonly id: string }) {
  return <SampleTable name="enterprise-samples" enterpriseId={props.id} />
}
