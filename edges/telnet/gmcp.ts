import { subnegotiation } from './encoder.ts'
import { OPTION } from './vocabulary.ts'

/** Arrays and objects inside each other, at most, in a client's message. */
const GMCP_DEPTH_MAX = 16
const NAME = /^[a-z_][\w-]{0,63}(?:\.[a-z_][\w-]{0,63}){0,7}$/i

/** Packages remembered of a client's list, and the length of one name. */
const SUPPORTS_MAX = 64
const SUPPORTED_NAME_LENGTH_MAX = 64

export interface GmcpMessage {
  readonly name: string
  /** Parsed JSON, `undefined` for an empty body. */
  readonly value: unknown
}

/** Reads `Package.Name[ SP JSON]`; `undefined` if it is malformed or too deep. */
export function parseGmcp(body: Buffer): GmcpMessage | undefined {
  const text = body.toString('utf8').trim()
  const space = text.search(/\s/)
  const name = space === -1 ? text : text.slice(0, space)
  const json = space === -1 ? '' : text.slice(space).trim()
  if (!NAME.test(name)) return undefined
  if (json === '') return { name, value: undefined }
  if (depthOf(json) > GMCP_DEPTH_MAX) return undefined
  try {
    return { name, value: JSON.parse(json) as unknown }
  } catch {
    return undefined
  }
}

/** The GMCP subnegotiation for `name`; `undefined` has no body. */
export function gmcpMessage(name: string, value: unknown): Buffer {
  const json = value === undefined ? undefined : JSON.stringify(value)
  return subnegotiation(OPTION.GMCP, Buffer.from(json === undefined ? name : `${name} ${json}`))
}

/** How deep brackets outside strings nest, well-formed or not. */
function depthOf(json: string): number {
  let depth = 0
  let deepest = 0
  let inString = false
  for (let at = 0; at < json.length; at++) {
    const character = json[at]
    if (inString) {
      if (character === '\\') at++
      else if (character === '"') inString = false
    } else if (character === '"') inString = true
    else if (character === '[' || character === '{') deepest = Math.max(deepest, ++depth)
    else if (character === ']' || character === '}') depth--
  }
  return deepest
}

/**
 * The packages a client wants, from Core.Supports: `["Char 1", "Room 1"]`. A name covers its
 * children.
 *
 * A client that never sends a list gets everything; Core and Client are for all.
 */
export class GmcpSupports {
  #packages: Set<string> | undefined

  /**
   * Takes one Core.Supports.Set, Add or Remove; false for any other name or a value that is no
   * list.
   */
  accept(name: string, value: unknown): boolean {
    const verb = /^core\.supports\.(set|add|remove)$/i.exec(name)?.[1]?.toLowerCase()
    if (verb === undefined || !Array.isArray(value)) return false
    if (this.#packages === undefined || verb === 'set') this.#packages = new Set()
    for (const entry of value.slice(0, SUPPORTS_MAX)) {
      const wanted = packageName(entry)
      if (verb === 'remove') this.#packages.delete(wanted)
      else if (wanted !== '' && this.#packages.size < SUPPORTS_MAX) this.#packages.add(wanted)
    }
    return true
  }

  covers(name: string): boolean {
    if (this.#packages === undefined) return true
    let wanted = name.toLowerCase()
    if (wanted.startsWith('core.') || wanted.startsWith('client.')) return true
    while (wanted !== '' && !this.#packages.has(wanted)) {
      wanted = wanted.slice(0, Math.max(0, wanted.lastIndexOf('.')))
    }
    return wanted !== ''
  }
}

/** `"Char.Items 1"` to `char.items`; version 0 and what is no name are `''`. */
function packageName(entry: unknown): string {
  if (typeof entry !== 'string') return ''
  const [name = '', version = '1'] = entry.trim().split(/\s+/)
  const fits = name.length <= SUPPORTED_NAME_LENGTH_MAX && Number(version) !== 0
  return fits ? name.toLowerCase() : ''
}
