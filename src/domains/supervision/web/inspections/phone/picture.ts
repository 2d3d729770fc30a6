/** Pictures as the phone keeps them: made smaller, hashed, with the time they were taken. */
import { v7 } from 'uuid'
import type { KeptPicture } from './phone-store.ts'

/** Longest side after shrinking, in pixels: a licence on a wall stays legible, and a photo stays below 500 kB. */
const longestSide = 1600
const quality = 0.8

async function shrink(file: Blob): Promise<Blob> {
  const bitmap = await createImageBitmap(file)
  const scale = Math.min(1, longestSide / Math.max(bitmap.width, bitmap.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(bitmap.width * scale)
  canvas.height = Math.round(bitmap.height * scale)
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
  bitmap.close()
  return blobOf(canvas, 'image/jpeg')
}

/** A canvas as a picture. */
export function blobOf(canvas: HTMLCanvasElement, type: 'image/jpeg' | 'image/png'): Promise<Blob> {
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new TypeError('no picture'))), type, quality),
  )
}

async function sha256Of(blob: Blob): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', await blob.arrayBuffer())
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

type Belongs = Pick<KeptPicture, 'inspectionId' | 'kind' | 'checkKey'>

/** A picture to keep, as it is. */
export async function keptPicture(blob: Blob, belongs: Belongs): Promise<KeptPicture> {
  return {
    ...belongs,
    id: v7(),
    sha256: await sha256Of(blob),
    takenAt: new Date().toISOString(),
    blob,
    sent: false,
  }
}

/** A photo from the camera, made smaller. @throws when the file is no picture */
export const keptPhoto = async (file: Blob, belongs: Belongs): Promise<KeptPicture> =>
  keptPicture(await shrink(file), belongs)
