import type { PlanWarning } from '../plan-reading.ts'
export async function decodeFile(file: {
  name: string
  bytes: Uint8Array
}): Promise<{ text: string; warnings: PlanWarning[] }> {
  return { text: new TextDecoder().decode(file.bytes), warnings: [] }
}
