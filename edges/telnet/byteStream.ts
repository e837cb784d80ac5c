/** A connection that carries bytes both ways: a TCP or TLS socket, or what stands for one. */
export interface ByteStream {
  readonly writable: boolean
  /** Bytes written and not yet sent. */
  readonly writableLength: number
  write(bytes: Buffer): unknown
  /** Sends what was written, then closes. */
  end(): unknown
  destroy(): unknown
  on(event: 'data', hear: (chunk: Buffer) => void): unknown
  on(event: 'error', hear: () => void): unknown
  once(event: 'close', hear: () => void): unknown
}
