/** Why a code was refused; the reason is a stable word for messages in any language. */
export type IdentityCodeFault = 'length' | 'character' | 'check-digit' | 'unknown-part' | 'form'

/** A text is not a code of the kind asked for. */
export class IdentityCodeError extends RangeError {
  readonly code = 'identity-code-invalid'
  readonly fault: IdentityCodeFault

  constructor(fault: IdentityCodeFault, message: string) {
    super(message)
    this.name = 'IdentityCodeError'
    this.fault = fault
  }
}

/**
 * The text as people meant it: full-width letters, digits and signs made half-width, outer and inner blanks
 * dropped, letters in capitals.
 */
export function compactCode(text: string): string {
  return text.normalize('NFKC').replace(/\s+/gu, '').toUpperCase()
}

/** The outcome of `parse`, or the fault when it throws an `IdentityCodeError`; other errors pass through. */
export function faultOf<Parsed>(parse: () => Parsed): { parsed: Parsed } | { fault: IdentityCodeError } {
  try {
    return { parsed: parse() }
  } catch (error) {
    if (error instanceof IdentityCodeError) return { fault: error }
    throw error
  }
}
