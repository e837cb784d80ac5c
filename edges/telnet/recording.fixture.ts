import { type ParserEvents, TelnetParser } from './parser.ts'
import { type ProtocolHost, TelnetProtocol } from './protocol.ts'

/** Bytes from hexadecimal with any spacing, or from text between quotes: `ff fb 18 "ls" 0d 0a`. */
export function bytes(form: string): Buffer {
  const parts = form.match(/"[^"]*"|[0-9a-f]{2}/gi) ?? []
  return Buffer.concat(
    parts.map((part) =>
      part.startsWith('"') ? Buffer.from(part.slice(1, -1)) : Buffer.from(part, 'hex'),
    ),
  )
}

/** Feeds the chunks to a parser; what it told, each event as a list. */
export function parsed(...chunks: Buffer[]): unknown[][] {
  const events: unknown[][] = []
  const parser = new TelnetParser(parserRecorder(events))
  for (const chunk of chunks) parser.receive(chunk)
  return events
}

export function parserRecorder(events: unknown[][]): ParserEvents {
  return {
    line: (text) => events.push(['line', text]),
    lineTooLong: () => events.push(['lineTooLong']),
    command: (code) => events.push(['command', code]),
    negotiation: (verb, option) => events.push(['negotiation', verb, option]),
    subnegotiation: (option, body) => events.push(['subnegotiation', option, body.toString('hex')]),
    subnegotiationTooLong: (option) => events.push(['subnegotiationTooLong', option]),
  }
}

/** A protocol with its offers made, and what it has sent and told since. */
export class RecordedProtocol {
  readonly protocol: TelnetProtocol
  readonly told: unknown[][] = []
  /** The first bytes of all, in hexadecimal. */
  readonly offers: string
  #sent: Buffer[] = []

  constructor() {
    const tell =
      (name: string) =>
      (...values: unknown[]) => {
        this.told.push([name, ...values])
      }
    const host: ProtocolHost = {
      send: (sent) => this.#sent.push(sent),
      startCompression: tell('startCompression'),
      stopCompression: tell('stopCompression'),
      line: tell('line'),
      lineTooLong: tell('lineTooLong'),
      gmcp: tell('gmcp'),
      factsChanged: () => {},
      terminalTypeSettled: tell('terminalTypeSettled'),
      malformed: tell('malformed'),
      mssp: () => ({ NAME: 'Loam', PLAYERS: 3 }),
    }
    this.protocol = new TelnetProtocol(host, false)
    this.protocol.start()
    this.offers = this.sent()
  }

  /** Gives the client's bytes in; the answer's bytes in hexadecimal. */
  answer(form: string): string {
    return this.answerTo(bytes(form))
  }

  answerTo(received: Buffer): string {
    this.protocol.receive(received)
    return this.sent()
  }

  /** What was sent since the last look, in hexadecimal. */
  sent(): string {
    const all = Buffer.concat(this.#sent).toString('hex')
    this.#sent = []
    return all
  }
}
