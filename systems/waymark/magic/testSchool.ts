import type { AreaDefinition, ItemDefinition, MobileDefinition } from '#components/definition.ts'
import type { Entity } from '#components/entities.ts'
import type { System } from '#systems/define.ts'
import type { WorldEvent } from '#systems/events.ts'
import { spawnItem, spawnMobile } from '#systems/spawn.ts'
import { emptyZone, runTurns, spawnPlayer, type TestZone, type } from '#systems/testing.ts'
import { FIELD } from '#systems/waymark/fight/testArena.ts'

const [SWORD] = FIELD.items
const [RAT] = FIELD.mobiles

function thing(id: string, more: Partial<ItemDefinition>): ItemDefinition {
  const { weapon: _weapon, wear: _wear, ...plain } = SWORD!
  const name = `a ${id}`
  return { ...plain, id: `field:${id}`, name, words: [id], here: `${name} lies here.`, ...more }
}

function being(id: string, more: Partial<MobileDefinition>): MobileDefinition {
  const name = `a ${id}`
  return { ...RAT!, id: `field:${id}`, name, words: [id], here: `${name} is here.`, ...more }
}

const HEXER = { ...RAT!.fight!, level: 8, hp: 200, casts: ['poison', 'mend', 'spark', 'light'] }

const SCHOOL: AreaDefinition = {
  ...FIELD,
  items: [
    ...FIELD.items,
    thing('cake', { kind: 'food', use: { spell: 'mend', level: 1, charges: 1 } }),
    thing('apple', { kind: 'food' }),
    thing('cordial', { kind: 'potion', use: { spell: 'mend', level: 6, charges: 2 } }),
    thing('note', { kind: 'scroll', level: 5, use: { spell: 'recall', level: 1, charges: 1 } }),
    thing('rod', { kind: 'tool', use: { spell: 'spark', level: 3, charges: 2 } }),
  ],
  mobiles: [
    ...FIELD.mobiles,
    being('hexer', { fight: HEXER }),
    being('teacher', { teaches: ['mend', 'kick', 'haste', 'attributes'] }),
  ],
}

/** The field of `testArena.ts` with things to use and a teacher, and Ada and Bob in its yard. */
export class School {
  readonly zone: TestZone = emptyZone([SCHOOL])
  readonly yard = this.zone.rooms.get('field:yard')!
  readonly ada = this.player('Ada')
  readonly bob = this.player('Bob')

  player(name: string): Entity {
    const player = spawnPlayer(this.zone, name, this.yard)
    this.zone.rules.furnish(this.zone, player)
    return player
  }

  mobile(id: string, room = this.yard): Entity {
    return spawnMobile(this.zone, this.zone.mobiles.get(`field:${id}`)!, room)
  }

  item(id: string, holder: Entity): Entity {
    return spawnItem(this.zone, this.zone.items.get(`field:${id}`)!, holder)
  }

  /** What comes of a line that Ada types: events alone, in order. */
  events(line: string): WorldEvent[] {
    return type(this.zone, this.ada, line).map(({ event }) => event)
  }

  verbs(line: string): string[] {
    return this.events(line).map(({ verb }) => verb)
  }

  /** The answer in words to what Ada types; undefined if it was no mistake. */
  refusal(line: string): string | undefined {
    const refusals = this.events(line).filter(({ verb }) => verb === 'refuse')
    return refusals.map(({ text }) => text).join(' ') || undefined
  }

  /** What is reported while `system` runs so often. */
  run(system: System, runs: number): WorldEvent[] {
    const before = this.zone.reported.length
    runTurns(this.zone, system, runs)
    return this.zone.reported.slice(before).map(({ event }) => event)
  }
}
