import { describe, expect, it } from 'vitest'
import { useTestDatabase } from '../testing/test-database.ts'
import { int32 } from './copy-format.ts'
import { CopyReader } from './copy-reader.ts'

describe('reading rows off the wire', () => {
  const database = useTestDatabase('postgres', [])

  it('gives out every row whole, however long, and leaves the connection as it was', async () => {
    const client = await database().pool?.connect()
    const lengths: number[] = []
    let same = true
    const reader = new CopyReader(
      `copy (select repeat(chr(97 + n % 26), n * n) from generate_series(0, 1000, 25) n) to stdout with (format binary)`,
      (bytes, from, end) => {
        if (end - from < 6) return
        const letter = 97 + ((lengths.length * 25) % 26)
        same &&= bytes.subarray(from + 6, end).every((byte) => byte === letter)
        lengths.push(int32(bytes, from + 2))
      },
    )
    await client?.query(reader).done
    expect(lengths).toEqual(Array.from({ length: 41 }, (_, row) => (row * 25) ** 2))
    expect(same).toBe(true)
    const after = await client?.query(`select n, repeat('x', n) as text from generate_series(1, 2000) n`)
    client?.release()
    expect(after?.rows.every(({ n, text }) => text === 'x'.repeat(n))).toBe(true)
  })

  it('tells what went wrong on either side', async () => {
    const read = async (rows: string, sink: () => void): Promise<unknown> => {
      const client = await database().pool?.connect()
      const reader = new CopyReader(`copy (${rows}) to stdout with (format binary)`, sink)
      const failure = await client?.query(reader).done.catch((error: unknown) => error)
      expect((await client?.query('select 1 as one'))?.rows).toEqual([{ one: 1 }])
      client?.release()
      return failure
    }
    expect(await read('select 1 / (3000 - n) from generate_series(1, 5000) n', () => {})).toMatchObject({
      message: 'division by zero',
    })
    const refuse = (): void => {
      throw new RangeError('refused')
    }
    expect(await read('select n from generate_series(1, 5000) n', refuse)).toMatchObject({
      message: 'refused',
    })
  })
})
