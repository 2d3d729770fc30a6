import { currentLocale, languageTag } from '../language/language.ts'
import { ApiProblem, readProblem } from './problem.ts'

/**
 * Posts JSON to a path that stands in no contract (sign-in), and gives the JSON answer.
 *
 * @throws ApiProblem when the server refuses or cannot be reached
 */
export async function postJson(path: `/api/${string}`, body: unknown): Promise<unknown> {
  let response: Response
  try {
    response = await fetch(path, {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'content-type': 'application/json', 'accept-language': languageTag(currentLocale()) },
      body: JSON.stringify(body),
    })
  } catch {
    throw new ApiProblem({ title: 'The server cannot be reached', status: 0, code: 'ui.unreachable' })
  }
  const answer: unknown = await response.json().catch(() => undefined)
  if (response.ok) return answer
  throw (
    readProblem(answer, response.status) ??
    new ApiProblem({ title: response.statusText, status: response.status, code: `http.${response.status}` })
  )
}
