/** Whether a chosen file may be sent, told before it travels. */

export interface FileLimits {
  /** Endings with the dot: `['.docx', '.pdf']`; any when empty. */
  readonly types: readonly string[]
  /** Largest size in MB (1,000,000 bytes). */
  readonly megabytes: number
}

/** What does not fit, or undefined. An empty limit of types lets every type through. */
export function fileProblem(
  file: { readonly name: string; readonly size: number },
  limits: FileLimits,
): 'wrong-type' | 'too-large' | undefined {
  const name = file.name.toLowerCase()
  if (limits.types.length > 0 && !limits.types.some((type) => name.endsWith(type.toLowerCase())))
    return 'wrong-type'
  return file.size > limits.megabytes * 1_000_000 ? 'too-large' : undefined
}
