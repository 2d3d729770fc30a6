/** The same questions by hand: Fastify and prepared statements on the same tables, no rights, no checks. */
import Fastify, { type FastifyInstance } from 'fastify'
import pg from 'pg'

const columns =
  'id, credit_code, name, status, region, industry, size, tags, established_on::text, merged_into'

/** Listens on a free port. */
export async function startRaw(
  url: string,
  city: string,
): Promise<{ port: number; close: () => Promise<void> }> {
  const pool = new pg.Pool({ connectionString: url, max: 10 })
  // The server is stopped at the end, which idle connections hear as an error.
  pool.on('error', () => {})
  const app: FastifyInstance = Fastify()
  const query = async (name: string, text: string, values: unknown[]) =>
    (await pool.query({ name, text, values })).rows
  app.get<{ Params: { id: string } }>(
    '/key/:id',
    async ({ params }) =>
      (await query('key', 'select * from enterprise where city = $1 and id = $2', [city, params.id]))[0],
  )
  app.get<{ Querystring: { region: string; industry: string } }>('/filter', ({ query: asked }) =>
    query(
      'filter',
      `select ${columns} from enterprise where city = $1 and region like $2 || '%' and industry like $3 || '%'
       and merged_into is null order by id desc limit 51`,
      [city, asked.region, asked.industry],
    ),
  )
  app.get<{ Querystring: { pairs: string; text: string } }>('/fragment', ({ query: asked }) =>
    query(
      'fragment',
      `select ${columns} from enterprise where city = $1 and search @@ $2::tsquery and strpos(search_text, $3) > 0
       and merged_into is null order by id desc limit 51`,
      [city, asked.pairs, asked.text],
    ),
  )
  app.get<{ Querystring: { text: string } }>('/like', ({ query: asked }) =>
    query(
      'like',
      `select ${columns} from enterprise where city = $1 and search_text like '%' || $2 || '%'
       and merged_into is null order by id desc limit 51`,
      [city, asked.text],
    ),
  )
  app.get<{ Querystring: { after: string } }>('/page', ({ query: asked }) =>
    query(
      'page',
      `select ${columns} from enterprise where city = $1 and id < $2 and merged_into is null order by id desc limit 51`,
      [city, asked.after],
    ),
  )
  app.get<{ Querystring: { region: string } }>('/facets', ({ query: asked }) =>
    query(
      'facets',
      `select status, size, left(industry, 1) as section, left(region, 6) as county, count(*) from enterprise
       where city = $1 and region like $2 || '%' and merged_into is null
       group by grouping sets ((1), (2), (3), (4), ())`,
      [city, asked.region],
    ),
  )
  await app.listen({ port: 0, host: '127.0.0.1' })
  const address = app.server.address()
  return {
    port: address && typeof address === 'object' ? address.port : 0,
    close: async () => {
      await app.close()
      await pool.end()
    },
  }
}
