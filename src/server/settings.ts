/** What an installation is configured with, read once from the environment and checked at the edge. */
import { resolve } from 'node:path'
import { z } from 'zod'

const Environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(8787),
  HOST: z.string().min(1).default('127.0.0.1'),
  ZHIHENG_DATA: z.string().min(1).default('./data'),
  DATABASE_URL: z
    .url({
      protocol: /^postgres(ql)?$/,
      error: 'must be an address like postgres://user:password@host:5432/name',
    })
    .optional(),
  ZHIHENG_URL: z.url().optional(),
  ZHIHENG_LOG: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
  ZHIHENG_TRUST_PROXY: z.stringbool().default(false),
  ZHIHENG_REQUESTS_PER_MINUTE: z.coerce.number().int().min(10).default(1200),
  ZHIHENG_S3_ENDPOINT: z.url().optional(),
  ZHIHENG_S3_BUCKET: z.string().optional(),
  ZHIHENG_S3_ACCESS_KEY_ID: z.string().optional(),
  ZHIHENG_S3_SECRET_ACCESS_KEY: z.string().optional(),
  ZHIHENG_S3_REGION: z.string().default('us-east-1'),
})

export interface BucketLocation {
  readonly endpoint: string
  readonly bucket: string
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly region: string
}

export interface Settings {
  readonly port: number
  readonly host: string
  /** Folder of the embedded database, the files and the installation's own state. */
  readonly dataFolder: string
  readonly databaseUrl: string | undefined
  readonly publicUrl: string | undefined
  readonly logLevel: z.infer<typeof Environment>['ZHIHENG_LOG']
  readonly trustProxy: boolean
  readonly requestsPerMinute: number
  readonly bucket: BucketLocation | undefined
}

/** A setting that cannot be used; the message names the variable and what would be right. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError'
}

function bucketOf(environment: z.infer<typeof Environment>): BucketLocation | undefined {
  const parts = {
    endpoint: environment.ZHIHENG_S3_ENDPOINT,
    bucket: environment.ZHIHENG_S3_BUCKET,
    accessKeyId: environment.ZHIHENG_S3_ACCESS_KEY_ID,
    secretAccessKey: environment.ZHIHENG_S3_SECRET_ACCESS_KEY,
  }
  const { endpoint, bucket, accessKeyId, secretAccessKey } = parts
  if (endpoint && bucket && accessKeyId && secretAccessKey)
    return { endpoint, bucket, accessKeyId, secretAccessKey, region: environment.ZHIHENG_S3_REGION }
  if (Object.values(parts).some(Boolean))
    throw new SettingsError(
      'Files in a bucket need all of ZHIHENG_S3_ENDPOINT, ZHIHENG_S3_BUCKET, ZHIHENG_S3_ACCESS_KEY_ID and ZHIHENG_S3_SECRET_ACCESS_KEY.',
    )
  return undefined
}

/**
 * Reads the settings.
 *
 * @throws {SettingsError} naming every variable that does not fit
 */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  // A variable set to nothing counts as not set, as in most programs.
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const parsed = Environment.safeParse(given)
  if (!parsed.success)
    throw new SettingsError(
      parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n'),
    )
  const values = parsed.data
  return {
    port: values.PORT,
    host: values.HOST,
    dataFolder: resolve(values.ZHIHENG_DATA),
    databaseUrl: values.DATABASE_URL,
    publicUrl: values.ZHIHENG_URL,
    logLevel: values.ZHIHENG_LOG,
    trustProxy: values.ZHIHENG_TRUST_PROXY,
    requestsPerMinute: values.ZHIHENG_REQUESTS_PER_MINUTE,
    bucket: bucketOf(values),
  }
}
