import { CHARSET_REJECTED, CHARSET_REQUEST, parseCharset } from './charset.ts'
import { type ClientFacts, parseMtts, unknownClient } from './clientFacts.ts'
import { command, subnegotiation } from './encoder.ts'
import { ENVIRONMENT_SEND, parseEnvironment } from './environment.ts'
import { gmcpMessage } from './gmcp.ts'
import { GmcpPeer } from './gmcpPeer.ts'
import { type MsspVariables, msspMessage } from './mssp.ts'
import { Negotiation, type NegotiationHost, type Side } from './negotiation.ts'
import { type ParserEvents, TelnetParser } from './parser.ts'
import { TERMINAL_TYPE_SEND, TerminalTypes } from './terminalType.ts'
import { COMMAND, OPTION } from './vocabulary.ts'
import { parseWindowSize } from './windowSize.ts'

/** Times one connection may start compression: an end and a new start each make a stream. */
const COMPRESSION_STARTS_MAX = 3

const LOCAL_OPTIONS = new Set<number>([
  OPTION.SGA,
  OPTION.EOR,
  OPTION.CHARSET,
  OPTION.MSSP,
  OPTION.GMCP,
  OPTION.MCCP2,
])
const REMOTE_OPTIONS = new Set<number>([OPTION.SGA, OPTION.TTYPE, OPTION.NAWS, OPTION.NEW_ENVIRON])

/** What is asked for and offered, by the names that players of the trade know. */
const OFFERED: readonly (readonly [name: string, side: Side, option: number])[] = [
  ['TTYPE', 'remote', OPTION.TTYPE],
  ['NAWS', 'remote', OPTION.NAWS],
  ['NEW-ENVIRON', 'remote', OPTION.NEW_ENVIRON],
  ['CHARSET', 'local', OPTION.CHARSET],
  ['EOR', 'local', OPTION.EOR],
  ['SGA', 'local', OPTION.SGA],
  ['MSSP', 'local', OPTION.MSSP],
  ['GMCP', 'local', OPTION.GMCP],
  ['MCCP2', 'local', OPTION.MCCP2],
]

const AYT_ANSWER = Buffer.from('\r\n[Yes]\r\n')

/** Whoever owns the bytes and the session: a `TelnetConnection`, or a test. */
export interface ProtocolHost {
  /** Bytes for the client, complete telnet sequences. */
  send(bytes: Buffer): void
  /** Sends the marker and compresses from then on. */
  startCompression(): void
  stopCompression(): void
  line(text: string): void
  lineTooLong(): void
  gmcp(name: string, value: unknown): void
  /** `facts` changed; told before the next line or message and at the end of a chunk. */
  factsChanged(): void
  /** The terminal type is known, or will not be told. Once. */
  terminalTypeSettled(): void
  /** A message was malformed or too long and has been ignored. */
  malformed(): void
  mssp(): MsspVariables
}

/** Telnet with its options, without a socket: bytes in, bytes and events out. */
export class TelnetProtocol implements ParserEvents, NegotiationHost {
  readonly facts: ClientFacts
  readonly #host: ProtocolHost
  readonly #parser = new TelnetParser(this)
  readonly #negotiation = new Negotiation(this)
  readonly #types = new TerminalTypes()
  readonly #gmcpPeer = new GmcpPeer()
  readonly #compresses: boolean
  #settled = false
  #factsChanged = false
  #charsetAsked = false
  #msspSent = false
  #compressionStarts = 0
  #areYouThere = false
  #masked = false
  #everMasked = false

  /** @param compresses  whether MCCP2 is offered: not where the carrier compresses by itself */
  constructor(host: ProtocolHost, encrypted: boolean, compresses = true) {
    this.#host = host
    this.#compresses = compresses
    this.facts = unknownClient(encrypted)
  }

  /** Makes the offers, in the order that clients need; compression waits for `offerCompression`. */
  start(): void {
    for (const option of [OPTION.TTYPE, OPTION.NAWS, OPTION.NEW_ENVIRON]) {
      this.#negotiation.offer('remote', option)
    }
    for (const option of [OPTION.CHARSET, OPTION.EOR, OPTION.MSSP, OPTION.GMCP]) {
      this.#negotiation.offer('local', option)
    }
  }

  /** The last offer: Mudlet's terminal type fails if compression starts before it. */
  offerCompression(): void {
    if (this.#compresses) this.#negotiation.offer('local', OPTION.MCCP2)
  }

  receive(chunk: Buffer): void {
    this.#parser.receive(chunk)
    this.#areYouThere = false
    this.#tellFacts()
  }

  /** Names of the options that both sides use, in the order in which they are offered. */
  get agreed(): readonly string[] {
    return OFFERED.filter(([, side, option]) => this.#negotiation.isOn(side, option)).map(
      ([name]) => name,
    )
  }

  /** The bytes that mark the end of a prompt, if any: EOR where agreed, GA unless suppressed. */
  get promptMark(): Buffer | undefined {
    if (this.#negotiation.isOn('local', OPTION.EOR)) return command(COMMAND.EOR)
    return this.#negotiation.isOn('local', OPTION.SGA) ? undefined : command(COMMAND.GA)
  }

  /**
   * Hides or shows what the player types.
   *
   * ECHO is outside the queue of RFC 1143: TinTin++ never confirms WONT ECHO, and Mudlet answers
   * each WONT, so answers mean nothing and are never answered.
   */
  maskInput(masked: boolean): void {
    if (masked === this.#masked) return
    this.#masked = masked
    this.#everMasked = true
    this.sendNegotiation(masked ? COMMAND.WILL : COMMAND.WONT, OPTION.ECHO)
  }

  /** Sends `name` if GMCP is agreed and the client wants the package. */
  sendGmcp(name: string, value: unknown): void {
    if (!this.facts.gmcp || !this.#gmcpPeer.wants(name)) return
    this.#host.send(gmcpMessage(name, value))
  }

  sendNegotiation(verb: number, option: number): void {
    this.#host.send(command(verb, option))
  }

  grants(side: Side, option: number): boolean {
    if (option === OPTION.MCCP2 && !this.#mayCompress) return false
    return (side === 'local' ? LOCAL_OPTIONS : REMOTE_OPTIONS).has(option)
  }

  get #mayCompress(): boolean {
    return this.#compresses && this.#compressionStarts < COMPRESSION_STARTS_MAX
  }

  switched(side: Side, option: number, on: boolean): void {
    if (side === 'remote') this.#remoteSwitched(option, on)
    else this.#localSwitched(option, on)
  }

  line(text: string): void {
    this.#tellFacts()
    this.#host.line(text)
  }

  lineTooLong(): void {
    this.#host.lineTooLong()
  }

  command(code: number): void {
    // Once a read: thousands of questions in one packet are no reason to send thousands of answers.
    if (code !== COMMAND.AYT || this.#areYouThere) return
    this.#areYouThere = true
    this.#host.send(AYT_ANSWER)
  }

  negotiation(verb: number, option: number): void {
    const answersMask = verb === COMMAND.DO && option === OPTION.ECHO && this.#everMasked
    if (!answersMask) this.#negotiation.receive(verb, option)
  }

  subnegotiation(option: number, body: Buffer): void {
    if (option === OPTION.TTYPE) this.#terminalType(body)
    else if (option === OPTION.NAWS) this.#windowSize(body)
    else if (option === OPTION.NEW_ENVIRON) this.#environment(body)
    else if (option === OPTION.CHARSET) this.#charset(body)
    else if (option === OPTION.GMCP) this.#gmcp(body)
  }

  subnegotiationTooLong(): void {
    this.#host.malformed()
  }

  #remoteSwitched(option: number, on: boolean): void {
    if (option === OPTION.TTYPE) {
      if (on && !this.#types.ended) this.#ask(OPTION.TTYPE, TERMINAL_TYPE_SEND)
      else this.#settle()
    }
    if (option === OPTION.NEW_ENVIRON && on) this.#ask(OPTION.NEW_ENVIRON, ENVIRONMENT_SEND)
  }

  #localSwitched(option: number, on: boolean): void {
    if (option === OPTION.GMCP) this.#learn({ gmcp: on })
    else if (option === OPTION.MCCP2) this.#compress(on)
    else if (option === OPTION.CHARSET && on && !this.#charsetAsked) {
      this.#charsetAsked = true
      this.#ask(OPTION.CHARSET, CHARSET_REQUEST)
    } else if (option === OPTION.MSSP && on && !this.#msspSent) {
      this.#msspSent = true
      this.#host.send(msspMessage(this.#host.mssp()))
    }
  }

  #compress(on: boolean): void {
    if (!on) return this.#host.stopCompression()
    this.#compressionStarts++
    this.#host.startCompression()
  }

  #terminalType(body: Buffer): void {
    if (!this.#negotiation.isOn('remote', OPTION.TTYPE) || this.#types.ended) return
    const again = this.#types.accept(body)
    const { names, mtts } = this.#types
    this.#learn(mtts === undefined ? { terminalTypes: names } : { terminalTypes: names, mtts })
    if (again) this.#ask(OPTION.TTYPE, TERMINAL_TYPE_SEND)
    else if (this.#types.ended) this.#settle()
  }

  #windowSize(body: Buffer): void {
    const size = parseWindowSize(body)
    if (size === undefined) this.#host.malformed()
    else this.#learn(size)
  }

  #environment(body: Buffer): void {
    const found = parseEnvironment(body)
    const mtts = parseMtts(found.MTTS ?? '')
    if (found.CLIENT_NAME !== undefined) this.#learn({ clientName: found.CLIENT_NAME })
    if (found.CHARSET !== undefined) this.#learn({ charset: found.CHARSET })
    if (mtts !== undefined) this.#learn({ mtts })
    if (found.TERMINAL_TYPE !== undefined && this.#types.names.length === 0) {
      this.#learn({ terminalTypes: ['', found.TERMINAL_TYPE] })
    }
  }

  #charset(body: Buffer): void {
    const said = parseCharset(body)
    if (said === 'request') this.#ask(OPTION.CHARSET, CHARSET_REJECTED)
    else if (said !== undefined) this.#learn({ charsetUtf8: said === 'utf-8' })
  }

  #gmcp(body: Buffer): void {
    if (!this.facts.gmcp) return this.#host.malformed()
    const heard = this.#gmcpPeer.take(body)
    if (heard.heard === 'malformed') return this.#host.malformed()
    if (heard.heard === 'ping') return this.sendGmcp('Core.Ping', undefined)
    if (heard.heard !== 'message') return
    if (heard.clientName !== undefined) this.#learn({ helloName: heard.clientName })
    this.#tellFacts()
    this.#host.gmcp(heard.name, heard.value)
  }

  #ask(option: number, body: Uint8Array): void {
    this.#host.send(subnegotiation(option, body))
  }

  #learn(facts: Partial<ClientFacts>): void {
    Object.assign(this.facts, facts)
    this.#factsChanged = true
  }

  #tellFacts(): void {
    if (!this.#factsChanged) return
    this.#factsChanged = false
    this.#host.factsChanged()
  }

  #settle(): void {
    if (this.#settled) return
    this.#settled = true
    this.#host.terminalTypeSettled()
  }
}
