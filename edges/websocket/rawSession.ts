import type { CharacterSummary } from '#edges/session/accounts.ts'
import type { Clock } from '#edges/session/clock.ts'
import { type EntryPasses, RESUME_SECONDS } from '#edges/session/entryPasses.ts'
import type { Log } from '#edges/session/log.ts'
import type { PlayCounters } from '#edges/session/sessionOptions.ts'
import type { Talk } from '#edges/session/sessionTalk.ts'
import { Throttle } from '#edges/session/throttle.ts'
import { LINE_TOO_LONG } from '#edges/session/words.ts'
import type { WorldLink, WorldSession } from '#edges/session/worldLink.ts'
import { decodeLine } from '#edges/telnet/lineText.ts'
import { ProtocolError } from '#protocol/bytes.ts'
import {
  type AskListener,
  type ClosingReason,
  type PassKind,
  PING_BYTES_MAX,
  readAsked,
  tell,
} from '#protocol/client.ts'
import { type FarewellReason, ITEM } from '#protocol/frame.ts'
import { closingOf, TOO_MANY_LINES, WORD_NOT_HERE } from './closing.ts'
import { ItemRun } from './itemRun.ts'
import type { RawItem, RawListener } from './rawDispatch.ts'
import { RawTalk } from './rawTalk.ts'
import type { ServerSocket, SocketListener } from './server.ts'

/** [W3] How long a client may take to say who it is. */
export const HELLO_MS = 10_000
/** [W10] How long a client may take to read what waits for it. */
export const LAG_MS = 30_000
/** [W5] Views are asked for again by a client at most so often; sooner is passed over. */
export const RESYNC_EVERY_MS = 1000
const TOKEN_LENGTH_MAX = 128

/** With whatever follows it: nobody's password is to go into the world by mistake. */
const PASSWORD = /^\s*pas+w(?:\S*)(?:\s|$)/i

/** Kinds that mean nothing without the view that they alter. */
const ALTERS_OWN: ReadonlySet<number> = new Set([ITEM.ownAppear, ITEM.ownVanish, ITEM.ownChanges])

export interface RawSessionOptions {
  socket: ServerSocket
  /** Free of the limit of lines a second. */
  trusted: boolean
  clock: Clock
  passes: EntryPasses
  link: WorldLink<RawListener>
  talk: Talk
  log: Log
  counters: PlayCounters
  /** It plays that character from now on. */
  began(character: CharacterSummary): void
  ended(): void
}

/** One client of the graphical protocol, from its hello to its farewell. */
export class RawSession implements SocketListener, AskListener, RawListener {
  readonly #options: RawSessionOptions
  readonly #socket: ServerSocket
  readonly #throttle: Throttle
  readonly #run = new ItemRun()
  #phase: 'silent' | 'checked' | 'playing' | 'over' = 'silent'
  #character: CharacterSummary | undefined
  #resumeToken = ''
  #world: WorldSession | undefined
  #talk: RawTalk | undefined
  #hasQuit = false
  #callOffTimer: () => void
  /** Numbers of lines that are neither done nor refused. */
  readonly #pending: number[] = []
  /** Of these, those that are done but for the ones before them. */
  readonly #done = new Set<number>()
  #lastLine = 0
  #accepted = 0
  #acceptedTold = 0
  #topic: string | undefined
  /** The zone that it is in, as it was told. */
  #zone: Uint8Array | undefined
  #isLagging = false
  /** What it was told of its own is not whole: it waits for the view. */
  #awaitsOwn = false
  #resyncedAt = Number.NEGATIVE_INFINITY

  constructor(options: RawSessionOptions) {
    const { clock, trusted } = options
    this.#options = options
    this.#socket = options.socket
    this.#throttle = new Throttle({
      clock,
      trusted,
      send: (line) => this.#world?.line(line),
      tellDropped: (lines) => {
        options.counters.linesDropped += lines
      },
    })
    this.#callOffTimer = clock.after(HELLO_MS, () => this.#breakRules('No hello came in time'))
  }

  /** Whom it plays, once it does and as long as it may. */
  get character(): CharacterSummary | undefined {
    return this.#phase === 'playing' ? this.#character : undefined
  }

  get resumeToken(): string {
    return this.#resumeToken
  }

  /** Ends it from our side, with a sentence for the player. */
  leave(reason: ClosingReason, words?: string): void {
    if (this.#phase === 'over') return
    this.#phase = 'over'
    this.#throttle.close()
    this.#talk?.leave(this.#hasQuit)
    this.#callOffTimer()
    const { code, ...closing } = closingOf(reason, words)
    this.#run.addItem(tell.farewell(closing))
    this.flush()
    this.#socket.close(code, reason)
  }

  /** Sends an item that concerns this player alone. */
  tell(item: Uint8Array): void {
    if (this.#phase !== 'playing' || this.#isLagging) return
    this.#run.addItem(item)
    this.flush()
  }

  // What the socket says.

  message(bytes: Uint8Array, isBinary: boolean): void {
    if (this.#phase === 'over') return
    if (!isBinary) return this.#breakRules('Messages are binary')
    this.#talk?.noteLife()
    try {
      readAsked(bytes, this)
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error
      this.#breakRules(error.message)
    }
  }

  lagging(): void {
    if (this.#phase === 'over') return
    this.#isLagging = true
    this.#talk?.hold()
    this.#run.clear()
    this.watch(undefined)
    this.#callOffTimer()
    this.#callOffTimer = this.#options.clock.after(LAG_MS, () => {
      this.leave('tooSlow')
      this.#socket.destroy()
    })
  }

  /** [W10] It goes on with fresh views. */
  drained(): void {
    if (this.#phase === 'over') return
    this.#isLagging = false
    this.#callOffTimer()
    this.#awaitsOwn = true
    this.#run.addItem(tell.lagged())
    if (this.#zone) this.#run.addItem(this.#zone)
    this.frameEnd()
    this.#talk?.release()
    this.#world?.resync()
  }

  closed(): void {
    this.#phase = 'over'
    this.#throttle.close()
    this.#callOffTimer()
    this.#talk?.leave(this.#hasQuit)
    this.#world?.linkLost()
    this.#options.ended()
  }

  // What the client says.

  hello(kind: PassKind, token: string): void {
    if (this.#phase !== 'silent') return this.#breakRules('A second hello')
    this.#phase = 'checked'
    this.#callOffTimer()
    if (token === '' || token.length > TOKEN_LENGTH_MAX) this.leave('ticket')
    else void this.#enter(kind, token)
  }

  /** [W7] */
  line(number: number, text: string): void {
    if (!this.#isKnown()) return
    if (number !== this.#lastLine + 1) {
      return this.#breakRules(`Line ${number} came after line ${this.#lastLine}`)
    }
    this.#lastLine = number
    this.#options.counters.lines++
    const bytes = Buffer.from(text)
    const line = decodeLine(bytes, 0, bytes.length, false)
    if (line === undefined) this.#refuse(number, LINE_TOO_LONG)
    else if (PASSWORD.test(line)) this.#refuse(number, WORD_NOT_HERE)
    else if (this.#talk?.write(line)) this.#doneHere(number)
    else if (this.#throttle.offer(line)) this.#pending.push(number)
    else this.#refuse(number, TOO_MANY_LINES)
  }

  ping(bytes: Uint8Array): void {
    if (!this.#isKnown()) return
    if (bytes.length > PING_BYTES_MAX) return this.#breakRules('A ping is too long')
    this.tell(tell.pong(bytes))
  }

  resync(): void {
    if (!this.#isKnown()) return
    const now = this.#options.clock.now()
    if (now - this.#resyncedAt < RESYNC_EVERY_MS) return
    this.#resyncedAt = now
    this.#world?.resync()
  }

  // What the world says.

  welcome(): void {
    this.#throttle.open()
  }

  farewell(reason: FarewellReason): void {
    this.#hasQuit = reason === 'quit'
    if (this.#hasQuit || reason === 'takeover') this.#revoke()
    this.leave(reason)
  }

  accepted(lines: number): void {
    for (let i = 0; i < lines; i++) {
      this.#accepted = this.#pending.shift() ?? this.#accepted
      this.#passDone()
    }
    this.#throttle.accepted(lines)
  }

  /** The item of the zone where it comes says so. */
  crossing(): void {}

  stalled(): void {
    this.tell(tell.stalled())
  }

  zone(name: string, schema: Uint8Array): void {
    this.#zone = tell.zone(name, schema)
    this.#talk?.zone(schema)
    if (!this.#isLagging) this.#run.addItem(this.#zone)
  }

  item(item: RawItem): void {
    if (this.#talk?.see(item)) return
    const { kind, payload, from, to } = item
    if (this.#isLagging || this.#phase !== 'playing') return
    if (kind === ITEM.ownView) this.#awaitsOwn = false
    else if (this.#awaitsOwn && ALTERS_OWN.has(kind)) return
    this.#run.add(payload, from, to)
  }

  flush(): void {
    if (!this.#run.isEmpty) this.#socket.send(this.#run.take())
  }

  watch(room: number | undefined): void {
    const topic = room === undefined || this.#isLagging ? undefined : String(room)
    if (topic === this.#topic) return
    if (this.#topic !== undefined) this.#socket.leave(this.#topic)
    if (topic !== undefined) this.#socket.join(topic)
    this.#topic = topic
  }

  frameEnd(): void {
    if (this.#phase !== 'playing' || this.#isLagging) return
    if (this.#accepted !== this.#acceptedTold) {
      this.#acceptedTold = this.#accepted
      this.#run.addItem(tell.accepted(this.#accepted))
    }
    this.flush()
  }

  /** A line that no zone hears of is done with those before it. */
  #doneHere(number: number): void {
    this.#pending.push(number)
    this.#done.add(number)
    this.#passDone()
    this.frameEnd()
  }

  #passDone(): void {
    for (let next = this.#pending[0]; next !== undefined; next = this.#pending[0]) {
      if (!this.#done.delete(next)) return
      this.#accepted = this.#pending.shift()!
    }
  }

  async #enter(kind: PassKind, token: string): Promise<void> {
    const { passes, link, talk, log } = this.#options
    try {
      const redeemed = await passes.redeem(kind, token)
      if (this.#phase !== 'checked') return
      if (redeemed === undefined) return this.leave('ticket')
      this.#phase = 'playing'
      this.#character = redeemed.character
      this.#resumeToken = redeemed.resumeToken
    } catch (error) {
      // Its message might quote a token.
      log.error({ kind: error instanceof Error ? error.name : typeof error }, 'A hello failed')
      return this.leave('unavailable')
    }
    const { uid, name } = this.#character
    const { resumeToken } = this
    this.tell(tell.ready({ uid, name, resumeToken, resumeSeconds: RESUME_SECONDS }))
    this.#options.began(this.#character)
    this.#talk = new RawTalk({
      talk,
      log,
      character: { uid, name },
      send: (item) => this.tell(item),
    })
    this.#world = link.enter(this, { uid, name })
  }

  #isKnown(): boolean {
    if (this.#phase === 'silent') this.#breakRules('Nothing comes before hello')
    return this.#phase === 'checked' || this.#phase === 'playing'
  }

  #refuse(number: number, words: string): void {
    if (this.#phase === 'playing') this.tell(tell.refused(number, words))
    // Before `ready` is told it would come too soon; with it, it is in order.
    else this.#run.addItem(tell.refused(number, words))
  }

  #revoke(): void {
    const token = this.#resumeToken
    this.#resumeToken = ''
    this.#options.passes.revoke(token).catch((error) => {
      const kind = error instanceof Error ? error.name : typeof error
      this.#options.log.warn({ kind }, 'A resume token could not be revoked: it expires by itself')
    })
  }

  #breakRules(words: string): void {
    this.leave('rules', words)
  }
}
