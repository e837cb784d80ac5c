import { nameOf } from '#bench/names.ts'
import { FakeZone, ownRecord, roomRecord } from '#edges/session/testWorld.ts'
import { type Hub, SUBJECT } from '#protocol/bus.ts'
import { decodeIntents, type Intent } from '#protocol/intent.ts'
import { Beat, type Pace } from './pace.ts'

/** Where rooms' uids begin, as in the world. */
const FIRST_ROOM = 2 ** 31
const SAID = 'There is a cat on the roof again.'

/**
 * Zones as an edge meets them, with nobody's rules: whoever comes in is shown a room, where so many
 * stand, and rooms have news at a pace. Each zone's turn is one frame, as in earnest.
 */
export class FedWorld {
  readonly #zones: readonly FakeZone[]
  readonly #pace: Pace
  readonly #perRoom: number
  readonly #beat = new Beat()
  /** What a room is told each time: somebody speaks, and somebody was hurt. */
  readonly #news: readonly Uint8Array[][]
  readonly #entered = new Set<number>()
  readonly #endDoor: () => void

  constructor(bus: Hub, edge: string, pace: Pace, perRoom: number) {
    this.#pace = pace
    this.#perRoom = perRoom
    this.#zones = Array.from({ length: pace.zones }, (_, i) => {
      return new FakeZone(bus, `zone${i}`, edge, false)
    })
    this.#news = Array.from({ length: pace.rooms }, (_, room) => this.#newsOf(room))
    this.#endDoor = bus.serve(SUBJECT.enter, (payload) => {
      const { edge: from, intents } = decodeIntents(payload)
      if (from === edge) for (const intent of intents) this.#letIn(intent)
    })
  }

  get entered(): number {
    return this.#entered.size
  }

  start(): void {
    this.#beat.start(this.#pace, (rooms, zone) => {
      this.#zones[zone]!.send(...rooms.flatMap((room) => this.#news[room]!))
    })
  }

  /** Has news in all rooms at once. */
  tellAll(): void {
    for (const [room, items] of this.#news.entries()) this.#zoneOf(room).send(...items)
  }

  /** Has all rooms hear a text at once. */
  shout(text: string): void {
    for (let room = 0; room < this.#pace.rooms; room++) {
      const zone = this.#zoneOf(room)
      zone.send(zone.roomEvent(FIRST_ROOM + room, { verb: 'note', fields: { text } }))
    }
  }

  /** @returns for how many rooms there was news, each counted as often as there was */
  stop(): number {
    return this.#beat.stop()
  }

  close(): void {
    this.#endDoor()
  }

  /** What watchers of a room are sent each time. */
  get message(): Uint8Array {
    return Buffer.concat(this.#news[0]!)
  }

  #letIn(intent: Intent): void {
    if (intent.kind !== 'enter') return
    const { session, sequence, entry } = intent
    const room = Math.floor(entry.uid / this.#perRoom) % this.#pace.rooms
    const zone = this.#zoneOf(room)
    this.#entered.add(entry.uid)
    zone.send(
      zone.welcome(session, entry.uid),
      zone.ownView(session, ownRecord(entry.uid)),
      zone.view(session, 'arrive', roomRecord(FIRST_ROOM + room, `Room ${room}`)),
      zone.accepted(session, sequence),
    )
  }

  #newsOf(room: number): Uint8Array[] {
    const zone = this.#zoneOf(room)
    const uid = room * this.#perRoom
    const actor = { uid, name: nameOf(uid) }
    return [
      zone.roomEvent(FIRST_ROOM + room, { verb: 'say', fields: { actor, text: SAID } }),
      zone.roomChange(FIRST_ROOM + room, uid, 'vitals', { hp: 17, hpMax: 20 }),
    ]
  }

  #zoneOf(room: number): FakeZone {
    const { rooms, zones } = this.#pace
    return this.#zones[Math.floor(room / Math.ceil(rooms / zones))]!
  }
}
