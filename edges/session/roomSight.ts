import type { Being, Place } from '#edges/text/place.ts'
import { exitsIn } from '#edges/text/room.ts'
import { columnOf } from '#edges/text/view.ts'
import type { ComponentChange, EntityRecord } from '#protocol/record.ts'

/** [limit] Beings of one room beyond these are not known. */
export const BEINGS_MAX = 10_000

/**
 * What prompts and panels tell of a room beside its view: kept once for all who watch it, and up
 * to date from the room's items.
 */
export class RoomSight implements Place {
  #name = ''
  #daytime = ''
  #exits: readonly string[] = []
  readonly #beings = new Map<number, Being>()

  get name(): string {
    return this.#name
  }

  get daytime(): string {
    return this.#daytime
  }

  get exits(): readonly string[] {
    return this.#exits
  }

  /** `undefined` of what is not here, cannot be seen or has no health. */
  being(uid: number): Readonly<Being> | undefined {
    return this.#beings.get(uid)
  }

  /** [roomView] The room's own record first; in the dark nothing else. */
  view(records: readonly EntityRecord[]): void {
    const [room] = records
    this.#name = room ? columnOf(room, 'described', 'name', '') : ''
    this.#daytime = room ? columnOf(room, 'overhead', 'daytime', '') : ''
    this.#exits = exitsIn(records).map((exit) => columnOf(exit, 'exit', 'direction', ''))
    this.#beings.clear()
    for (const record of records) this.appear(record)
  }

  appear(record: EntityRecord): void {
    const { uid, components } = record
    if (!components['vitals']) return
    if (this.#beings.size >= BEINGS_MAX && !this.#beings.has(uid)) return
    this.#beings.set(uid, {
      name: columnOf(record, 'described', 'name', ''),
      hp: columnOf(record, 'vitals', 'hp', 0),
      hpMax: columnOf(record, 'vitals', 'hpMax', 0),
    })
  }

  vanish(uid: number): void {
    this.#beings.delete(uid)
  }

  change(changes: readonly ComponentChange[]): void {
    for (const { uid, component, values } of changes) {
      if (component === 'vitals') this.#mend(uid, values)
      else if (component === 'overhead' && typeof values['daytime'] === 'string') {
        this.#daytime = values['daytime']
      }
    }
  }

  #mend(uid: number, { hp, hpMax }: ComponentChange['values']): void {
    const being = this.#beings.get(uid)
    if (!being) return
    if (typeof hp === 'number') being.hp = hp
    if (typeof hpMax === 'number') being.hpMax = hpMax
  }
}
