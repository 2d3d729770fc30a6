/** Sending a file with its progress, which fetch cannot tell (XMLHttpRequest can). */
import { currentLocale, languageTag } from '../language/language.ts'
import { ApiProblem, readProblem } from './problem.ts'

export interface UploadOptions {
  /** Path on the server, `/api/...`. */
  readonly url: string
  readonly file: File
  /** Other parts of the form, sent before the file; what is undefined is not sent. */
  readonly fields?: Readonly<Record<string, string | undefined>>
  /** Share sent so far, 0 to 1. */
  readonly onProgress?: ((share: number) => void) | undefined
  readonly signal?: AbortSignal
}

/**
 * Sends a file as multipart form data (part name `file`) and gives the JSON answer.
 *
 * @throws ApiProblem when the server refuses or cannot be reached
 */
export function uploadFile(options: UploadOptions): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', options.url)
    request.setRequestHeader('accept-language', languageTag(currentLocale()))
    request.responseType = 'json'
    request.upload.addEventListener('progress', (event) => {
      if (event.lengthComputable) options.onProgress?.(event.loaded / event.total)
    })
    request.addEventListener('load', () => {
      if (request.status >= 200 && request.status < 300) resolve(request.response)
      else reject(problemOf(request))
    })
    request.addEventListener('error', () =>
      reject(new ApiProblem({ title: 'The server cannot be reached', status: 0, code: 'ui.unreachable' })),
    )
    request.addEventListener('abort', () => reject(new DOMException('Upload cancelled', 'AbortError')))
    options.signal?.addEventListener('abort', () => request.abort(), { once: true })
    const form = new FormData()
    for (const [name, value] of Object.entries(options.fields ?? {}))
      if (value !== undefined) form.append(name, value)
    form.append('file', options.file)
    request.send(form)
  })
}

function problemOf(request: XMLHttpRequest): ApiProblem {
  return (
    readProblem(request.response, request.status) ??
    new ApiProblem({ title: request.statusText, status: request.status, code: `http.${request.status}` })
  )
}
