import { sql } from 'kysely'
import { defineTrial } from '#bench/define.ts'
import { nameOf } from '#bench/names.ts'
import type { Entity } from '#components/entities.ts'
import { Identity } from '#components/identity.ts'
import { Location } from '#components/location.ts'
import type { Database } from '#migrations/connect.ts'
import { ByteWriter } from '#protocol/bytes.ts'
import { contentsOf, moveTo } from '#systems/containment.ts'
import { spawnItem } from '#systems/spawn.ts'
import { Commits } from './commits.ts'
import { Notes } from './notes.ts'
import { LABEL, ListeningBus, PlayedWorld, shippedSetup } from './playedWorld.ts'
import { withDataDir, withLease, withStore } from './store.ts'

/** One after the other, they leave the thing with who had it first. */
const VERBS = ['drop', 'get', 'give', 'give back'] as const
type Verb = (typeof VERBS)[number]

/** A label and two who handle it, in a room in which no other label lies. */
class Handling {
  readonly #bus = new ListeningBus()
  readonly #world = new PlayedWorld(shippedSetup(), this.#bus, 2)
  readonly #label: Entity

  constructor() {
    const { zone } = this.#world.runner
    const room = this.#world.rooms
      .map((id) => zone.rooms.get(id)!)
      .find((each) => !contentsOf(each).some((held) => Identity.prefab[held] === LABEL.id))
    for (const player of [0, 1]) moveTo(zone, this.#world.bodyOf(player), room!)
    this.#label = spawnItem(zone, zone.items.get(LABEL.id)!, this.#world.bodyOf(0))
    this.#world.settle()
  }

  /** @returns the payload of the record that it makes, and what of that there is no way around */
  do(verb: Verb): { payload: Uint8Array; fewest: number } {
    const line = {
      drop: `drop ${LABEL.word}`,
      get: `get ${LABEL.word}`,
      give: `give ${LABEL.word} ${nameOf(1)}`,
      'give back': `give ${LABEL.word} ${nameOf(0)}`,
    }[verb]
    const before = this.#bus.records
    this.#world.deliver([this.#world.line(verb === 'give back' ? 1 : 0, line)])
    this.#world.turn()
    if (this.#bus.records !== before + 1) throw new Error(`"${line}" made no record`)
    return { payload: this.#bus.lastPayload, fewest: this.#fewest() }
  }

  /** A change cannot be told in less than whose it is, and the new value. */
  #fewest(): number {
    const out = new ByteWriter()
    out.varint(Identity.uid[this.#label]!)
    out.varint(Identity.uid[Location.holder[this.#label]!]!)
    return out.length
  }
}

/** Bytes of the database's log so far. */
async function logBytes({ db }: Database): Promise<number> {
  const { rows } = await sql<{ bytes: string }>`
    select pg_current_wal_insert_lsn() - '0/0'::pg_lsn as bytes`.execute(db)
  return Number(rows[0]!.bytes)
}

/** Bytes of the journal's table with its index. */
async function tableBytes({ db }: Database): Promise<number> {
  const { rows } = await sql<{ bytes: string }>`
    select pg_total_relation_size('journal') as bytes`.execute(db)
  return Number(rows[0]!.bytes)
}

/** Bytes that a change takes until it is kept: as a record, in the log, and in the table. */
export default defineTrial({
  name: 'journal: bytes of a change',
  sizes: { smoke: 4, full: [2_000] }, // changes
  run(changes, _full, progress) {
    const handling = new Handling()
    const notes = new Notes()
    const payloads: Uint8Array[] = []
    let fewestInAll = 0
    for (let i = 0; i < changes; i++) {
      const verb = VERBS[i % VERBS.length]!
      const { payload, fewest } = handling.do(verb)
      payloads.push(payload)
      fewestInAll += fewest
      if (i >= VERBS.length - 1) continue
      notes.ours(`${verb}: record`, payload.length, 'B')
      notes.limit('uid and value', `${verb}: record`, fewest, 'B')
    }
    const keepAll = async (database: Database, commits: Commits) => {
      // What is new after a checkpoint is logged as whole pages, once.
      await commits.keep(payloads.slice(0, 1))
      const before = { log: await logBytes(database), table: await tableBytes(database) }
      for (const [i, payload] of payloads.entries()) {
        if (i % 100 === 0) progress(`${i} of ${changes}`)
        await commits.keep([payload])
      }
      const log = (await logBytes(database)) - before.log
      const table = (await tableBytes(database)) - before.table
      notes.ours('one a commit: log', log / changes, 'B')
      notes.ours('one a commit: table', table / changes, 'B')
      for (const what of ['log', 'table']) {
        notes.limit('uid and value', `one a commit: ${what}`, fewestInAll / changes, 'B')
      }
      return notes.figures
    }
    return withDataDir((dataDir) =>
      withStore(dataDir, ({ journal, database }) =>
        withLease(journal, 'bench', (lease) => keepAll(database, new Commits(journal, lease))),
      ),
    )
  },
})
