/** Which codes a file has had, and on which line first. */

const firstRoom = 1 << 12

/**
 * Two hashes of 32 bits stand for a code: a million strings, each a slice of the file's text, would keep the whole
 * file in memory, and as a `Map` of numbers they would take 90 MB instead of 24. Two different codes of a million
 * share both hashes with a chance of 1 in 36 million.
 */
export class CodeLines {
  #high = new Int32Array(firstRoom)
  #low = new Int32Array(firstRoom)
  /** 0 where there is none. */
  #lines = new Uint32Array(firstRoom)
  #count = 0

  /** Takes a code in; the line on which it stood before, when it repeats one. Lines begin with 1. */
  add(code: string, line: number): number | undefined {
    let [high, low] = [0xdeadbeef | 0, 0x41c6ce57 | 0]
    for (let index = 0; index < code.length; index++) {
      const unit = code.charCodeAt(index)
      high = Math.imul(high ^ unit, 2654435761)
      low = Math.imul(low ^ unit, 1597334677)
    }
    high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909)
    low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909)
    const place = this.#placeOf(high, low)
    const before = this.#lines[place]
    if (before !== 0) return before
    this.#set(place, high, low, line)
    this.#count += 1
    if (this.#count * 2 > this.#lines.length) this.#grow()
    return undefined
  }

  /** Where it is, or the free place where it goes. */
  #placeOf(high: number, low: number): number {
    const mask = this.#lines.length - 1
    let place = low & mask
    while (this.#lines[place] !== 0 && (this.#high[place] !== high || this.#low[place] !== low))
      place = (place + 1) & mask
    return place
  }

  #set(place: number, high: number, low: number, line: number): void {
    this.#high[place] = high
    this.#low[place] = low
    this.#lines[place] = line
  }

  #grow(): void {
    const [high, low, lines] = [this.#high, this.#low, this.#lines]
    this.#high = new Int32Array(lines.length * 2)
    this.#low = new Int32Array(lines.length * 2)
    this.#lines = new Uint32Array(lines.length * 2)
    for (let place = 0; place < lines.length; place++) {
      const line = lines[place] ?? 0
      if (line === 0) continue
      const [one, other] = [high[place] ?? 0, low[place] ?? 0]
      this.#set(this.#placeOf(one, other), one, other, line)
    }
  }
}
