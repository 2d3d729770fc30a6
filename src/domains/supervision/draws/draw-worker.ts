/** The thread in which a draw is computed: ten million subjects must not hold up the requests of others. */
import { parentPort, workerData } from 'node:worker_threads'
import { drawOutcome } from '#methods/draw/draw-record.ts'
import { readPopulationText } from '#methods/draw/population-text.ts'
import { drawJointTeams } from '#methods/draw/published-draw.ts'
import type { DrawAnswer, DrawWork } from './run-draw.ts'

function answer({ text, plan, terms, seed, hash }: DrawWork): DrawAnswer {
  try {
    const { results, teams } = drawOutcome(readPopulationText(text), plan, seed, hash)
    return { results, teams: teams ?? [], joint: drawJointTeams(results, terms, seed, hash) }
  } catch (error) {
    if (error instanceof RangeError) return { problem: error.message }
    throw error
  }
}

parentPort?.postMessage(answer(workerData))
