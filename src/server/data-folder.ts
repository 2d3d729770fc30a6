/**
 * The data folder belongs to one process at a time, since PGlite admits one. A lock file says which process
 * that is and where it listens, so that commands can ask it instead of opening the folder.
 */
import { randomBytes } from 'node:crypto'
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const LockContent = z.object({
  pid: z.number().int(),
  /** When the process started, in the kernel's own counting; tells a reused process number from the holder. */
  startedAt: z.string(),
  /** Empty until the server listens. */
  url: z.string(),
  /** Lets commands of the same user talk to the server. */
  operatorToken: z.string(),
})
export type LockContent = z.infer<typeof LockContent>

/** Another process holds the folder. */
export class FolderInUse extends Error {
  override readonly name = 'FolderInUse'
  readonly holder: LockContent
  constructor(folder: string, holder: LockContent) {
    super(
      `The data folder ${folder} is in use by process ${holder.pid}${holder.url ? ` (${holder.url})` : ''}.`,
    )
    this.holder = holder
  }
}

export interface FolderLock {
  readonly operatorToken: string
  /** Makes the server's address known to commands. */
  readonly announce: (url: string) => void
  readonly release: () => void
}

const lockPath = (folder: string): string => join(folder, 'server.lock')

/** Field 22 of /proc/PID/stat, or empty where there is no /proc. */
function processStart(pid: number): string {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return text.slice(text.lastIndexOf(')') + 2).split(' ')[19] ?? ''
  } catch {
    return ''
  }
}

function isAlive(holder: LockContent): boolean {
  try {
    process.kill(holder.pid, 0)
  } catch (error) {
    // EPERM: there is such a process, it only belongs to someone else.
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false
  }
  return processStart(holder.pid) === holder.startedAt
}

/** The process that holds the folder, or undefined: none, or only the trace of one that was killed. */
export function folderHolder(folder: string): LockContent | undefined {
  let text: string
  try {
    text = readFileSync(lockPath(folder), 'utf8')
  } catch {
    return undefined
  }
  const parsed = LockContent.safeParse(parseJson(text))
  return parsed.success && isAlive(parsed.data) ? parsed.data : undefined
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/**
 * Takes the folder, creating it when needed.
 *
 * @throws {FolderInUse} when a living process holds it
 */
export function lockFolder(folder: string): FolderLock {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const path = lockPath(folder)
  const content: LockContent = {
    pid: process.pid,
    startedAt: processStart(process.pid),
    url: '',
    operatorToken: randomBytes(32).toString('hex'),
  }
  const write = (): void => writeFileSync(path, JSON.stringify(content), { mode: 0o600 })
  for (let attempt = 0; ; attempt++) {
    try {
      closeSync(openSync(path, 'wx', 0o600))
      break
    } catch (error) {
      const holder = folderHolder(folder)
      if (holder) throw new FolderInUse(folder, holder)
      if (attempt === 3) throw error
      rmSync(path, { force: true })
    }
  }
  write()
  return {
    operatorToken: content.operatorToken,
    announce: (url) => {
      content.url = url
      write()
    },
    release: () => rmSync(path, { force: true }),
  }
}
