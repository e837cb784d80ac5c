import { hasComponent } from 'bitecs'
import { zoneSetup } from '#bench/worlds.ts'
import { Coins } from '#components/coins.ts'
import { Corpse } from '#components/corpse.ts'
import { clearTouched, declaredComponents } from '#components/define.ts'
import type { AreaDefinition, MobileDefinition } from '#components/definition.ts'
import type { Entity } from '#components/entities.ts'
import { Identity } from '#components/identity.ts'
import { kindOf } from '#components/itemKind.ts'
import { givenPrice } from '#components/prices.ts'
import { Progress } from '#components/progress.ts'
import { Vitals } from '#components/vitals.ts'
import { newCharacter } from '#engine/zone/characterState.ts'
import { LiveZone } from '#engine/zone/zone.ts'
import { contentsOf, moveTo, roomOf } from '#systems/containment.ts'
import { regenSystem } from '#systems/regen.ts'
import { RULES } from '#systems/rules.ts'
import { destroy, spawnItem, spawnMobile } from '#systems/spawn.ts'
import { gainExperience } from '#systems/waymark/fight/experience.ts'
import { levelRow } from '#systems/waymark/fight/level.ts'
import { refigure } from '#systems/waymark/fight/refigure.ts'
import { startFight } from '#systems/waymark/fight/startFight.ts'
import { setWorn } from '#systems/wearing.ts'
import { gearFor } from './gear.ts'

/** What came of many fights with one mobile. */
export interface Tally {
  mobile: MobileDefinition
  level: number
  /** Mean time of the fights that the character won, in seconds; NaN if it won none. */
  killSeconds: number
  /** Parts of all fights. */
  deaths: number
  undecided: number
  goldAnHour: number
  experienceAnHour: number
}

/** A fight that lasts longer is given up. */
const GIVEN_UP_SECONDS = 300

/** From one fight to the next one walks for so long, and from the refuge back. */
const WALK_SECONDS = 10
const RETURN_SECONDS = 60

/** Who rests is whole again after so long, from nothing: see the rules' `paceTable.ts`. */
const RESTS_SECONDS = 240 / 2.5

const SOURCE = { file: 'balance.yaml', line: 1 }

const SYSTEMS = [...RULES.systems, regenSystem]

/** A place to fight in, and one to wake in, with all that `areas` define and nobody about. */
function arena(areas: readonly AreaDefinition[]): AreaDefinition {
  const room = (id: string, number: number) => ({
    id: `arena:${id}`,
    number,
    name: id,
    description: id,
    environment: 'field',
    coordinates: [number, 0, 0] as const,
    dark: false,
    exits: [],
    details: [],
    source: SOURCE,
  })
  return {
    id: 'arena',
    name: 'The Arena',
    zone: 'arena',
    resetSeconds: 3_600,
    start: 'arena:refuge',
    refuge: 'arena:refuge',
    rooms: [room('pit', 1), room('refuge', 2)],
    items: areas.flatMap(({ items }) => items),
    mobiles: areas.flatMap(({ mobiles }) => mobiles),
    resets: [],
  }
}

/** Fights of one kind of mobile with characters of its level. */
class Ring {
  readonly #zone: LiveZone
  readonly #pit: Entity
  readonly #areas: readonly AreaDefinition[]
  readonly #mobile: MobileDefinition
  readonly #level: number
  #seconds = 0
  #killSeconds = 0
  #kills = 0
  #deaths = 0
  #gold = 0
  #experience = 0

  constructor(areas: readonly AreaDefinition[], mobile: MobileDefinition) {
    const mute = { show() {}, tell() {}, view() {}, dismiss() {} }
    this.#zone = new LiveZone(zoneSetup([arena(areas)]), mute)
    this.#pit = this.#zone.rooms.get('arena:pit')!
    this.#areas = areas
    this.#mobile = mobile
    this.#level = mobile.fight!.level
  }

  /** Somebody of the mobile's level, with what shops sell to such, and whole. */
  #character(): Entity {
    const zone = this.#zone
    const character = newCharacter(zone, 1, 'Ada')
    moveTo(zone, character, this.#pit)
    gainExperience(zone, character, levelRow(this.#level).experience)
    for (const item of gearFor(this.#areas, this.#level)) {
      setWorn(spawnItem(zone, item, character), true)
    }
    refigure(zone, character)
    Vitals.hp[character] = Vitals.hpMax[character]!
    return character
  }

  fight(): void {
    const zone = this.#zone
    const character = this.#character()
    const foe = spawnMobile(zone, this.#mobile, this.#pit)
    const foeUid = Identity.uid[foe]!
    const before = Progress.experience[character]!
    const began = zone.tick
    startFight(zone, character, foe)
    const seconds = () => (zone.tick - began) * zone.secondsPerTick
    const isOn = () => zone.byUid.has(foeUid) && roomOf(zone, character) === this.#pit
    while (isOn() && seconds() < GIVEN_UP_SECONDS) this.#tick()
    this.#seconds += seconds() + WALK_SECONDS
    if (!zone.byUid.has(foeUid)) {
      this.#kills++
      this.#killSeconds += seconds()
      this.#gold += this.#spoils()
    } else if (roomOf(zone, character) !== this.#pit) {
      this.#deaths++
      this.#seconds += RETURN_SECONDS
    }
    this.#seconds += (1 - Vitals.hp[character]! / Vitals.hpMax[character]!) * RESTS_SECONDS
    this.#experience += Progress.experience[character]! - before
    this.#clear(character)
  }

  #tick(): void {
    const zone = this.#zone
    zone.beginTick()
    for (const system of SYSTEMS) if (zone.tick % system.everyTicks === 0) system.run(zone)
  }

  /** Coins that the corpse is worth, with what shops give for the things in it. */
  #spoils(): number {
    const { world } = this.#zone
    const corpse = contentsOf(this.#pit).find((each) => hasComponent(world, each, Corpse))
    return corpse === undefined ? 0 : contentsOf(corpse).reduce((sum, e) => sum + this.#worth(e), 0)
  }

  #worth(thing: Entity): number {
    if (hasComponent(this.#zone.world, thing, Coins)) return Coins.amount[thing]!
    const item = this.#zone.items.get(Identity.prefab[thing]!)
    if (item?.value === undefined) return 0
    const offers = this.#areas.flatMap(({ mobiles }) =>
      mobiles.flatMap(({ shop }) =>
        shop?.buys.includes(kindOf(item)) ? givenPrice(item.value!, shop) : [],
      ),
    )
    return Math.max(0, ...offers)
  }

  #clear(character: Entity): void {
    this.#zone.rules.leaving(this.#zone, character)
    destroy(this.#zone, character)
    for (const left of contentsOf(this.#pit)) destroy(this.#zone, left)
    for (const component of declaredComponents()) clearTouched(component)
  }

  tally(fights: number): Tally {
    for (let i = 0; i < fights; i++) this.fight()
    const hours = this.#seconds / 3_600
    return {
      mobile: this.#mobile,
      level: this.#level,
      killSeconds: this.#killSeconds / this.#kills,
      deaths: this.#deaths / fights,
      undecided: (fights - this.#kills - this.#deaths) / fights,
      goldAnHour: this.#gold / hours,
      experienceAnHour: this.#experience / hours,
    }
  }
}

/** Fights `mobile`, which can be fought, so often, each time with a character that is whole. */
export function tallyOf(
  areas: readonly AreaDefinition[],
  mobile: MobileDefinition,
  fights: number,
): Tally {
  return new Ring(areas, mobile).tally(fights)
}
