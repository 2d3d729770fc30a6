/** A socket for connections over which very much is read. */
import { Socket } from 'node:net'

// Room for what a busy connection has waiting; more brings nothing.
const room = 1 << 18

/**
 * Reads into the same memory again and again. Usual sockets make a buffer for each piece, and clearing away those of a
 * gigabyte costs more processor time than looking through it.
 */
export class LendingSocket extends Socket {
  /** When true, what listeners to `data` get is theirs only until they return; else they get copies. */
  lending = false

  constructor() {
    super({
      onread: {
        buffer: Buffer.allocUnsafeSlow(room),
        callback: (length, bytes) => this.#give(Buffer.from(bytes.buffer, bytes.byteOffset, length)),
      },
    })
  }

  #give(piece: Buffer): boolean {
    this.emit('data', this.lending ? piece : Buffer.from(piece))
    return true
  }
}
