/** Where the bytes of files are kept, by their SHA-256: a folder or an S3 bucket. */

/** Content-addressed storage. Writing the same bytes twice stores them once; nothing is ever overwritten. */
export interface BlobStore {
  /** Stores the bytes durably before it returns; the key is their lower-case hex SHA-256. */
  readonly put: (key: string, bytes: Uint8Array) => Promise<void>
  /** The bytes, or undefined when nothing is stored under the key. */
  readonly get: (key: string) => Promise<Uint8Array | undefined>
  /** The same to be read in pieces, for what is too large for the memory. */
  readonly open: (key: string) => Promise<Blob | undefined>
  /** Stores as `put` does, in pieces, what is too large for the memory. */
  readonly putBlob: (key: string, content: Blob) => Promise<void>
}
