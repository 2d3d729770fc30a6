/** Numbers texts in the order in which they come, straight from their bytes: for a few thousand texts in millions of rows. */
export class TextDictionary {
  readonly texts: string[] = []
  readonly #bytes: Uint8Array[] = []
  #slots = new Int32Array(1024).fill(-1)

  /** The number of the UTF-8 text between two places. */
  placeOf(bytes: Uint8Array, start: number, end: number): number {
    let hash = 0
    for (let at = start; at < end; at++) hash = (Math.imul(hash, 31) + (bytes[at] ?? 0)) | 0
    for (let slot = this.#slotOf(hash); ; slot = (slot + 1) & (this.#slots.length - 1)) {
      const place = this.#slots[slot] ?? -1
      if (place < 0) return this.#add(bytes.slice(start, end), slot)
      if (this.#same(place, bytes, start, end)) return place
    }
  }

  #slotOf(hash: number): number {
    // Spreads the high bits, which a short text's hash has its differences in.
    return (Math.imul(hash, 0x9e3779b1) >>> 12) & (this.#slots.length - 1)
  }

  #same(place: number, bytes: Uint8Array, start: number, end: number): boolean {
    const known = this.#bytes[place]
    if (known?.length !== end - start) return false
    for (let at = 0; at < known.length; at++) if (known[at] !== bytes[start + at]) return false
    return true
  }

  #add(text: Uint8Array, slot: number): number {
    const place = this.texts.push(new TextDecoder().decode(text)) - 1
    this.#bytes.push(text)
    this.#slots[slot] = place
    if (this.texts.length * 2 > this.#slots.length) this.#grow()
    return place
  }

  #grow(): void {
    const length = this.#slots.length * 4
    this.#slots = new Int32Array(length).fill(-1)
    for (const [place, text] of this.#bytes.entries()) {
      let hash = 0
      for (const byte of text) hash = (Math.imul(hash, 31) + byte) | 0
      let slot = this.#slotOf(hash)
      while ((this.#slots[slot] ?? -1) >= 0) slot = (slot + 1) & (length - 1)
      this.#slots[slot] = place
    }
  }
}
