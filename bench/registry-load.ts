/** Clients in a thread of their own: each asks again as soon as it has its answer. */
import { Agent, request } from 'node:http'
import { parentPort, Worker, workerData } from 'node:worker_threads'

export interface Load {
  readonly port: number
  /** Asked in turn. */
  readonly paths: readonly string[]
  readonly clients: number
  readonly milliseconds: number
}

export interface LoadResult {
  readonly perSecond: number
  /** Milliseconds. */
  readonly p50: number
  readonly p95: number
  readonly failures: number
}

function ask(agent: Agent, port: number, path: string): Promise<number> {
  return new Promise((resolve, reject) => {
    request({ agent, host: '127.0.0.1', port, path }, (answer) => {
      answer.resume()
      answer.on('end', () => resolve(answer.statusCode ?? 0))
    })
      .on('error', reject)
      .end()
  })
}

async function work({ port, paths, clients, milliseconds }: Load): Promise<LoadResult> {
  const agent = new Agent({ keepAlive: true, maxSockets: clients })
  const times: number[] = []
  let [failures, next] = [0, 0]
  const until = performance.now() + milliseconds
  const client = async (): Promise<void> => {
    while (performance.now() < until) {
      const begin = performance.now()
      const status = await ask(agent, port, paths[next++ % paths.length] ?? '/')
      times.push(performance.now() - begin)
      if (status !== 200) failures += 1
    }
  }
  const begin = performance.now()
  await Promise.all(Array.from({ length: clients }, client))
  const seconds = (performance.now() - begin) / 1000
  agent.destroy()
  times.sort((a, b) => a - b)
  const at = (share: number): number => times[Math.floor(times.length * share)] ?? Number.NaN
  return { perSecond: times.length / seconds, p50: at(0.5), p95: at(0.95), failures }
}

if (parentPort) parentPort.postMessage(await work(workerData))

/** Runs a load and waits for its figures. */
export function runLoad(load: Load): Promise<LoadResult> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: load })
    worker.once('message', resolve)
    worker.once('error', reject)
  })
}
