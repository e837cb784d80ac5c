import { Abilities } from '#components/abilities.ts'
import { touch } from '#components/define.ts'
import type { AreaDefinition, MobileDefinition } from '#components/definition.ts'
import type { Entity } from '#components/entities.ts'
import type { PostureName } from '#components/posture.ts'
import { Vitals } from '#components/vitals.ts'
import { moveTo } from '#systems/containment.ts'
import { setPosture } from '#systems/posture.ts'
import { spawnItem, spawnMobile } from '#systems/spawn.ts'
import { HOUSE } from '#systems/testHouse.ts'
import { emptyZone, spawnPlayer, type TestZone } from '#systems/testing.ts'
import { die } from '#systems/waymark/fight/die.ts'
import { begin } from '#systems/waymark/magic/affects.ts'
import { runLine } from './dispatch.ts'

const source = { file: 'house.yaml', line: 1 }

function mobile(word: string, more: Partial<MobileDefinition>): MobileDefinition {
  const here = `A ${word} is here.`
  const description = `It is a ${word}.`
  return {
    id: `house:${word}`,
    name: `a ${word}`,
    words: [word],
    here,
    description,
    lines: [],
    source,
    ...more,
  }
}

const RAT = mobile('rat', {
  fight: {
    level: 1,
    verb: 'bite',
    gold: [0, 0],
    aggressive: false,
    assists: [],
    guards: false,
    wimpy: 0,
    remembers: false,
    hunts: false,
    casts: [],
  },
})

/** She keeps shop, the bank and school, and has an errand. */
const KEEPER = mobile('keeper', {
  topics: [{ words: ['stairs'], text: 'They creak.' }],
  shop: { sells: ['house:hat'], buys: ['clothing'], sellsAt: 1.2, buysAt: 0.5, hours: [0, 24] },
  banker: true,
  teaches: ['kick', 'mend', 'attributes'],
})

const AREA: AreaDefinition = {
  ...HOUSE,
  start: 'house:hall',
  mobiles: [...HOUSE.mobiles, RAT, KEEPER],
  quests: [
    {
      id: 'house:errand',
      name: 'The Errand',
      giver: 'house:keeper',
      offer: 'Go and see.',
      level: 1,
      steps: [{ text: 'Go DOWN.', kind: 'reach', room: 'house:cellar' }],
      reward: { experience: 1, gold: 1, items: [], says: 'Good.' },
      source,
    },
  ],
}

/** How Ada is when she types something. */
export const SCENES = [
  'lit',
  'dark',
  'blind',
  'empty',
  'fighting',
  'sleeping',
  'resting',
  'slain',
] as const

export type SceneName = (typeof SCENES)[number]

/** Ada with things and abilities; company, two of many things, and Cyd and an anvil elsewhere. */
export class TestScene {
  readonly zone: TestZone = emptyZone([AREA])
  readonly ada = this.player('Ada', 'hall')

  constructor(name: SceneName) {
    this.player('Bob', 'hall')
    this.player('Cyd', 'study')
    for (const word of ['ferryman', 'keeper', 'rat', 'rat']) this.mobile(word)
    for (const word of ['hat', 'chest', 'sign', 'coin', 'stone']) this.item(word, this.room('hall'))
    this.item('anvil', this.room('study'))
    Abilities.list[this.ada] = 'kick 100;mend 100;spark 100'
    touch(Abilities, this.ada)
    if (name !== 'empty') this.#pack()
    this.#set(name)
  }

  #pack(): void {
    for (const word of ['hat', 'hat', 'sack', 'letter', 'sword']) this.item(word, this.ada)
  }

  #set(name: SceneName): void {
    const postures: Partial<Record<SceneName, PostureName>> = {
      sleeping: 'sleeping',
      resting: 'resting',
    }
    setPosture(this.zone, this.ada, postures[name] ?? 'standing')
    if (name === 'dark') moveTo(this.zone, this.ada, this.room('cellar'))
    if (name === 'blind') begin(this.zone, this.ada, 'blind', 1, 60)
    if (name === 'empty') moveTo(this.zone, this.ada, this.room('loft'))
    if (name === 'fighting') runLine(this.zone, this.ada, 'kill rat')
    if (name === 'slain') this.#slay()
  }

  /** Nobody stays dead: one wakes elsewhere, weak, and may do all that others may. */
  #slay(): void {
    Vitals.hp[this.ada] = 0
    die(this.zone, this.ada, 0)
  }

  room(id: string): Entity {
    return this.zone.rooms.get(`house:${id}`)!
  }

  player(name: string, room: string): Entity {
    const player = spawnPlayer(this.zone, name, this.room(room))
    this.zone.rules.furnish(this.zone, player)
    return player
  }

  mobile(word: string): Entity {
    return spawnMobile(this.zone, this.zone.mobiles.get(`house:${word}`)!, this.room('hall'))
  }

  item(word: string, holder: Entity): Entity {
    return spawnItem(this.zone, this.zone.items.get(`house:${word}`)!, holder)
  }
}
