import {
  type Arrivals,
  type Emigration,
  emigrationFrom,
  type Rooms,
} from '#engine/zone/emigration.ts'
import { holderOf, membersIn, modelOf } from '#engine/zone/keptMembers.ts'
import { encodeGone, encodeKeptEntities } from '#engine/zone/keptWriter.ts'
import type { JournalRecord, JournalStore, KeptZone, Lease, ZoneRegister } from './journal.ts'

/** Long enough to read a large zone; it is given back at once. */
const LEASE_MS = 60_000

export interface VanishedOptions {
  journal: JournalStore & ZoneRegister
  holder: string
  /** Those that there are no longer. */
  zones: readonly string[]
  rooms: Rooms
  /** Zones of which nothing need be left. */
  acceptsLoss: ReadonlySet<string>
  /** Tells the operator what was done. */
  say(words: string): void
}

/**
 * Moves what zones keep that no area has any more, because a builder gave an area another zone or
 * took it away: to the zones where their rooms are now. Characters whose rooms are nowhere wake up
 * where all begin; things stay, should the rooms ever come back.
 *
 * What a zone has moves in one commit: should the program end meanwhile, it is here or there.
 * All zones must be at rest.
 *
 * @throws {ZoneLostError} if nothing of a zone can be read, and that is not accepted
 */
export async function emptyVanishedZones(options: VanishedOptions): Promise<void> {
  for (const zone of options.zones) {
    const moving = new Moving(options, zone)
    try {
      await moving.run()
    } finally {
      await moving.end()
    }
  }
}

interface Held {
  lease: Lease
  kept: KeptZone
}

/** The move out of one zone. */
class Moving {
  readonly #options: VanishedOptions
  readonly #zone: string
  readonly #leases: Lease[] = []

  constructor(options: VanishedOptions, zone: string) {
    this.#options = options
    this.#zone = zone
  }

  async run(): Promise<void> {
    const { rooms, say } = this.#options
    const from = await this.#hold(this.#zone)
    if (!from) return
    const emigration = emigrationFrom(modelOf(from.kept), rooms)
    if (emigration.gone.length > 0) {
      const { arrivals, gone } = emigration
      const to = await this.#holdAll(arrivals.keys())
      if (!to) return
      await this.#move(from, to, emigration)
      const where = [...arrivals.keys()].map((name) => `"${name}"`).join(', ')
      say(`zone "${this.#zone}" is no more: ${gone.length} of what it kept went to ${where}`)
    }
    await this.#rehouseAll()
  }

  async end(): Promise<void> {
    const { journal, holder } = this.#options
    for (const lease of this.#leases.splice(0)) await journal.release(lease, holder)
  }

  /** @returns undefined if another program has the zone, which may well have its areas */
  async #hold(zone: string): Promise<Held | undefined> {
    const { journal, holder, acceptsLoss, say } = this.#options
    const lease = await journal.acquire(zone, holder, LEASE_MS)
    if (!lease) {
      say(`zone "${this.#zone}" is no more here: it stays as it is, as another has "${zone}"`)
      return undefined
    }
    this.#leases.push(lease)
    const mending = { acceptsLoss: acceptsLoss.has(zone), membersOf: membersIn }
    const kept = await journal.recover(zone, mending)
    for (const damage of kept.damage) say(damage)
    return { lease, kept }
  }

  async #holdAll(zones: Iterable<string>): Promise<Map<string, Held> | undefined> {
    const all = new Map<string, Held>()
    for (const zone of zones) {
      const held = await this.#hold(zone)
      if (!held) return undefined
      all.set(zone, held)
    }
    return all
  }

  /** The snapshot of what stays spares the next start the reading of all that has gone. */
  async #move(from: Held, to: Map<string, Held>, emigration: Emigration): Promise<void> {
    const { journal } = this.#options
    const records = [...emigration.arrivals].map(([zone, arrivals]) => ({
      ...nextOf(to.get(zone)!),
      ...contentOf(arrivals),
    }))
    const last = { ...nextOf(from), payload: encodeGone(emigration.gone), left: [] }
    await journal.append([...records, last])
    const { things, bearers } = emigration.stays
    const payload = encodeKeptEntities(things, bearers)
    await journal.saveSnapshot(from.lease, { sequence: last.sequence, tick: last.tick, payload })
  }

  /** Those who are kept by themselves go after their rooms as well. */
  async #rehouseAll(): Promise<void> {
    const { journal, rooms } = this.#options
    for (let after = 0; ; ) {
      const dwellers = await journal.dwellersOf(this.#zone, after)
      const last = dwellers.at(-1)
      if (!last) return
      const moves = dwellers.map(({ uid, state }) => {
        const room = state ? holderOf(uid, state) : undefined
        const zone = room === undefined ? undefined : rooms.zoneOf(room)
        return { uid, zone: zone ?? rooms.startZone }
      })
      await journal.rehouse(this.#zone, moves)
      after = last.uid
    }
  }
}

type Head = Pick<JournalRecord, 'zone' | 'epoch' | 'sequence' | 'tick' | 'entered'>

function nextOf({ lease, kept: { snapshot, records } }: Held): Head {
  const { sequence, tick } = records.at(-1) ?? snapshot ?? { sequence: 0, tick: 0 }
  return { ...lease, sequence: sequence + 1, tick, entered: [] }
}

function contentOf({
  things,
  bearers,
  characters,
}: Arrivals): Pick<JournalRecord, 'payload' | 'left'> {
  return { payload: encodeKeptEntities(things, bearers), left: characters }
}
