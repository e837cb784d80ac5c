import type pg from 'pg'
import { SAVED_FORM, type SavedForm } from '#components/savedForm.ts'
import { KeptError } from '#engine/zone/keptError.ts'
import { KeptModel } from '#engine/zone/keptModel.ts'
import type { EntityRecord } from '#protocol/record.ts'
import { WorldDigest } from './worldChecksum.ts'
import { readZone, type ZoneNumber } from './zoneReading.ts'

const CHARACTERS_PER_READ = 500

const ZONES = 'select name, number from zone order by name collate "C"'

const CHARACTERS = `
  select uid, name, zone, in_world as "isInWorld", case when not in_world then state end as state
  from character where uid > $1 order by uid limit ${CHARACTERS_PER_READ}`

/** All that a world keeps, in short. */
export interface WorldReading {
  checksum: string
  /** How many there are in all zones and with all characters that are in none. */
  entities: number
  /** What is damaged, in words; a recovery would leave it out, too. */
  damage: string[]
  /** What cannot be, in words: things in two places, characters in none. */
  contradictions: string[]
}

interface CharacterRow {
  uid: number
  name: string
  zone: string | null
  isInWorld: boolean
  state: Buffer | null
}

/** The forms of what is saved up to `version`: a sum is that of the form in which it was made. */
function formUpTo(version: number): SavedForm {
  return { version, steps: SAVED_FORM.steps.filter((step) => step.version <= version) }
}

/**
 * Reads the whole world and sums it up. It must be within a transaction that sees one moment; a
 * zone at a time is in memory.
 *
 * @param form  of what is saved, in which it is summed up
 */
export async function readWorld(
  client: pg.Client,
  form: number = SAVED_FORM.version,
): Promise<WorldReading> {
  const reader = new WorldReader(client, formUpTo(form))
  const { rows: zones } = await client.query<ZoneNumber>(ZONES)
  for (const zone of zones) await reader.zone(zone)
  await reader.characters()
  return reader.reading()
}

class WorldReader {
  readonly #client: pg.Client
  readonly #form: SavedForm
  readonly #digest = new WorldDigest()
  readonly #damage: string[] = []
  readonly #contradictions: string[] = []
  /** Where each entity is: a zone by its name, a character by its uid. */
  readonly #places = new Map<number, string | number>()

  constructor(client: pg.Client, form: SavedForm) {
    this.#client = client
    this.#form = form
  }

  reading(): WorldReading {
    return {
      checksum: this.#digest.sum(),
      entities: this.#places.size,
      damage: this.#damage,
      contradictions: this.#contradictions,
    }
  }

  async zone(zone: ZoneNumber): Promise<void> {
    const model = new KeptModel(this.#form)
    const entities = await this.#understood(async () => {
      const apply = (payload: Uint8Array, what: string) => model.apply(payload, what)
      this.#damage.push(...(await readZone(this.#client, zone, apply)))
      return model.records()
    })
    this.#digest.zone(zone.name, entities)
    this.#place(entities, zone.name)
  }

  async characters(): Promise<void> {
    let last = 0
    for (;;) {
      const { rows } = await this.#client.query<CharacterRow>(CHARACTERS, [last])
      for (const row of rows) await this.#character(row)
      last = rows.at(-1)?.uid ?? last
      if (rows.length < CHARACTERS_PER_READ) return
    }
  }

  async #character({ uid, name, zone, isInWorld, state }: CharacterRow): Promise<void> {
    const place = this.#places.get(uid)
    if (isInWorld && place !== zone) {
      this.#contradictions.push(`${name} should be in zone "${zone}" and is not`)
    }
    if (isInWorld || !state) return
    const model = new KeptModel(this.#form)
    const entities = await this.#understood(async () => {
      model.apply(state, `the state of ${name}`)
      return model.records()
    })
    this.#digest.character(uid, state)
    this.#place(entities, uid)
  }

  #place(entities: readonly EntityRecord[], place: string | number): void {
    for (const { uid } of entities) {
      const other = this.#places.get(uid)
      if (other !== undefined) {
        const [here, there] = [place, other].map(wordsOf)
        this.#contradictions.push(`entity ${uid} is in ${here} and in ${there}`)
      }
      this.#places.set(uid, place)
    }
  }

  /** What cannot be understood counts for nothing, but is told. */
  async #understood(read: () => Promise<EntityRecord[]>): Promise<EntityRecord[]> {
    try {
      return await read()
    } catch (error) {
      if (!(error instanceof KeptError)) throw error
      this.#damage.push(error.message)
      return []
    }
  }
}

function wordsOf(place: string | number): string {
  return typeof place === 'string' ? `zone "${place}"` : `what is kept of character ${place}`
}
