/**
 * Columns and rows from a NAWS body (RFC 1073: two u16, big-endian); `undefined` if it is short.
 */
export function parseWindowSize(body: Buffer): { columns: number; rows: number } | undefined {
  if (body.length < 4) return undefined
  return { columns: body.readUInt16BE(0), rows: body.readUInt16BE(2) }
}
