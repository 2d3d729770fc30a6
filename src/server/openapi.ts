/** The OpenAPI 3.1 document of everything that is mounted, and the page to browse it, served from here alone. */
import { readFileSync } from 'node:fs'
import type { OpenAPI } from '@orpc/contract'
import { OpenAPIGenerator } from '@orpc/openapi'
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4'
import { z } from 'zod'
import { Problem } from '#kernel/api/contract.ts'
import type { DomainDefinition } from '#kernel/domain.ts'

const packageVersion = z
  .object({ version: z.string() })
  .parse(JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))).version

/** Generates the document from the contracts; made once, at the first request. */
export async function openApiDocument(modules: readonly DomainDefinition[]): Promise<OpenAPI.Document> {
  const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] })
  const contracts = Object.fromEntries(modules.map((module) => [module.name, module.contract]))
  return generator.generate(contracts, {
    info: {
      title: '质衡 Zhiheng',
      version: packageVersion,
      description:
        'The open digital quality-governance system of a city. Every failed answer is a problem+json document with a stable `code`, a message in the language of `Accept-Language` (zh or en) and the `requestId` to quote.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/api' }],
    tags: modules.map((module) => ({
      name: module.name,
      description: `${module.title.zh} / ${module.title.en}`,
    })),
    commonSchemas: { Problem: { schema: Problem } },
    components: {
      securitySchemes: {
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'zhiheng.session_token',
          description: 'Set by sign-in',
        },
      },
    },
    security: [{ session: [] }],
  })
}
