import { nameOf } from '#bench/names.ts'
import { type Bus, SUBJECT } from '#protocol/bus.ts'
import { ByteReader } from '#protocol/bytes.ts'
import { ITEM, readFrameHeader } from '#protocol/frame.ts'
import { encodeIntents, type Intent, NOTHING_READ } from '#protocol/intent.ts'
import { type Chance, createChance } from '#systems/chance.ts'

/** A zone that runs, and who is to play in it: characters from that uid on. */
export interface Stage {
  zone: string
  epoch: number
  firstUid: number
  players: number
}

/** What was done in a span, and how long each intent took from its message to its answer's. */
export interface Done {
  intents: number
  /** Frames that told of it, and their bytes. */
  frames: number
  frameBytes: number
  latenciesMs: number[]
}

interface Player {
  session: number
  sequence: number
  sentMs: number
  zone: string
}

/** One latency in so many is kept. */
const SAMPLED = 8

/**
 * Players in a closed loop, without sockets: each has its next line on its way as soon as the zone
 * has done the last. What one frame confirms goes back as one message, as an edge sends it.
 */
export class IntentLoop {
  readonly #bus: Bus
  readonly #edge: string
  readonly #players: Player[] = []
  readonly #chance: Chance = createChance(1)
  readonly #entered = new Set<number>()
  readonly #end: () => void
  #isRunning = false
  #done: Done = nothing()

  constructor(bus: Bus, edge: string) {
    this.#bus = bus
    this.#edge = edge
    this.#end = bus.subscribe(SUBJECT.edge(edge), (payload) => this.#receive(payload))
  }

  /** Has everybody of a zone come in. */
  enter({ zone, epoch, firstUid, players }: Stage): void {
    const intents = Array.from({ length: players }, (_, i): Intent => {
      const session = this.#players.length + 1
      this.#players.push({ session, sequence: 1, sentMs: 0, zone })
      const entry = { ...NOTHING_READ, uid: firstUid + i, name: nameOf(firstUid + i), epoch }
      return { kind: 'enter', session, sequence: 1, entry }
    })
    this.#send(zone, intents)
  }

  /** Whether all are in. */
  get isReady(): boolean {
    return this.#entered.size === this.#players.length
  }

  start(): void {
    this.#isRunning = true
    this.#done = nothing()
    for (const [zone, players] of Map.groupBy(this.#players, ({ zone }) => zone)) {
      this.#send(
        zone,
        players.map((player) => this.#next(player)),
      )
    }
  }

  /** Begins to count anew, after a time to warm up. */
  take(): Done {
    const done = this.#done
    this.#done = nothing()
    return done
  }

  /** Nobody types any more; what is on its way is still done. */
  stop(): Done {
    this.#isRunning = false
    return this.take()
  }

  close(): void {
    this.#end()
  }

  #receive(payload: Uint8Array): void {
    const done = this.#done
    done.frames++
    done.frameBytes += payload.length
    const reader = new ByteReader(payload)
    const { zone } = readFrameHeader(reader)
    const next: Intent[] = []
    const now = performance.now()
    while (!reader.atEnd) {
      const kind = reader.u8()
      const to = reader.varint() + reader.at
      if (kind === ITEM.accepted) {
        const player = this.#players[reader.varint() - 1]
        const sequence = reader.varint()
        if (player?.sequence === sequence) this.#accepted(player, now, next)
      }
      reader.goTo(to)
    }
    if (next.length > 0) this.#send(zone, next)
  }

  #accepted(player: Player, now: number, next: Intent[]): void {
    if (player.sequence === 1) this.#entered.add(player.session)
    else if (this.#done.intents++ % SAMPLED === 0) {
      this.#done.latenciesMs.push(now - player.sentMs)
    }
    if (this.#isRunning) next.push(this.#next(player))
  }

  #next(player: Player): Intent {
    player.sentMs = performance.now()
    return {
      kind: 'line',
      session: player.session,
      sequence: ++player.sequence,
      text: this.#line(),
    }
  }

  /** 70 % move, 15 % look, 10 % speak, 5 % look into their bags. */
  #line(): string {
    const draw = this.#chance.integer(100)
    if (draw >= 95) return 'inventory'
    if (draw >= 85) return 'say Is that your cat on the roof?'
    if (draw >= 70) return 'look'
    return draw % 2 === 0 ? 'north' : 'south'
  }

  #send(zone: string, intents: Intent[]): void {
    this.#bus.publish(SUBJECT.zone(zone), encodeIntents({ edge: this.#edge, intents }))
  }
}

function nothing(): Done {
  return { intents: 0, frames: 0, frameBytes: 0, latenciesMs: [] }
}
