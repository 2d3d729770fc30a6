/** Blob store in a bucket of any S3-compatible service (path-style addresses, signature version 4). */
import { AwsClient } from 'aws4fetch'
import type { BlobStore } from './blob-store.ts'

export interface BucketSettings {
  /** Service address without bucket: `https://s3.example.org`. */
  readonly endpoint: string
  readonly bucket: string
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly region: string
}

/** @throws Error naming the status when the service refuses or cannot be reached. */
export function bucketBlobStore(settings: BucketSettings): BlobStore {
  const client = new AwsClient({
    accessKeyId: settings.accessKeyId,
    secretAccessKey: settings.secretAccessKey,
    region: settings.region,
    service: 's3',
  })
  const addressOf = (key: string): string =>
    `${settings.endpoint.replace(/\/$/, '')}/${settings.bucket}/${key}`
  return {
    put: async (key, bytes) => {
      const answer = await client.fetch(addressOf(key), { method: 'PUT', body: new Uint8Array(bytes) })
      if (!answer.ok) throw new Error(`The file store refused to keep ${key}: HTTP ${answer.status}`)
    },
    putBlob: async (key, content) => {
      const answer = await client.fetch(addressOf(key), { method: 'PUT', body: content })
      if (!answer.ok) throw new Error(`The file store refused to keep ${key}: HTTP ${answer.status}`)
    },
    open: async (key) => {
      const answer = await client.fetch(addressOf(key))
      if (answer.status === 404) return undefined
      if (!answer.ok) throw new Error(`The file store refused to hand out ${key}: HTTP ${answer.status}`)
      return answer.blob()
    },
    get: async (key) => {
      const answer = await client.fetch(addressOf(key))
      if (answer.status === 404) return undefined
      if (!answer.ok) throw new Error(`The file store refused to hand out ${key}: HTTP ${answer.status}`)
      return new Uint8Array(await answer.arrayBuffer())
    },
  }
}
