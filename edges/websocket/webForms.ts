/** How a sub-protocol carries GMCP in TEXT messages. */
interface GmcpForm {
  /** @param json  `''` for none */
  write(name: string, json: string): string
  /** @returns `Package.Name[ SP JSON]`, or `undefined` if the message is nothing of the kind */
  read(message: Buffer): Buffer | undefined
}

/** What the messages of one sub-protocol are; text with ANSI colours is BINARY in all of them. */
export interface WebForm {
  /** Absent: TEXT messages are lines, too. */
  gmcp?: GmcpForm
}

const bare: GmcpForm = {
  write: (name, json) => (json === '' ? name : `${name} ${json}`),
  read: (message) => message,
}

const wrapped: GmcpForm = {
  write: (name, json) => JSON.stringify({ proto: 'gmcp', id: name, data: json }),
  read(message) {
    try {
      const { proto, id, data = '' } = JSON.parse(message.toString()) ?? {}
      if (proto !== 'gmcp' || typeof id !== 'string' || typeof data !== 'string') return undefined
      return Buffer.from(bare.write(id, data))
    } catch {
      return undefined
    }
  },
}

/** A whole telnet stream in BINARY messages. */
export const TELNET_FORM = 'telnet.mudstandards.org'

/** Sub-protocols for web clients of MUDs that carry lines and text, by name. */
export const WEB_FORMS: ReadonlyMap<string, WebForm> = new Map([
  ['gmcp.mudstandards.org', { gmcp: bare }],
  ['json.mudstandards.org', { gmcp: wrapped }],
  ['terminal.mudstandards.org', {}],
])
