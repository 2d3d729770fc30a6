import { Component, type ReactNode } from 'react'
import { ErrorState } from './page-states.tsx'

interface Props {
  readonly children: ReactNode
  /** Another value clears the failure: the path, so that leaving the page leaves its failure. */
  readonly resetKey?: string
}

interface CaughtFailure {
  readonly error: unknown
  readonly resetKey: string | undefined
}

/** Keeps a defect in a page from taking the shell with it. */
export class ErrorBoundary extends Component<Props, { readonly failure: CaughtFailure | null }> {
  override state: { readonly failure: CaughtFailure | null } = { failure: null }

  static getDerivedStateFromError(error: unknown) {
    return { failure: { error, resetKey: undefined } }
  }

  static getDerivedStateFromProps(props: Props, state: { readonly failure: CaughtFailure | null }) {
    if (!state.failure) return null
    // The first drawing after the failure notes where it happened; a later one elsewhere clears it.
    if (state.failure.resetKey === undefined)
      return { failure: { ...state.failure, resetKey: props.resetKey ?? '' } }
    return state.failure.resetKey === (props.resetKey ?? '') ? null : { failure: null }
  }

  override render() {
    if (!this.state.failure) return this.props.children
    return <ErrorState error={this.state.failure.error} retry={() => this.setState({ failure: null })} />
  }
}
