import type { MobileDefinition, QuestDefinition } from '#components/definition.ts'
import type { Entity } from '#components/entities.ts'
import { Identity } from '#components/identity.ts'
import { contentsOf } from '#systems/containment.ts'
import { destroy, spawnItem, spawnMobile } from '#systems/spawn.ts'
import { HOUSE } from '#systems/testHouse.ts'
import { emptyZone, runTurns, spawnPlayer, type TestZone, type } from '#systems/testing.ts'
import { questSystem } from './questSystem.ts'

const SOURCE = { file: 'mill.yaml', line: 1 }

/** Somebody whose id is the last word of the name. */
function mobile(name: string, more: Partial<MobileDefinition> = {}): MobileDefinition {
  const words = name.split(' ').slice(1)
  const description = `It is ${name}.`
  const here = `${name} is here.`
  const id = `house:${words.at(-1)}`
  return { id, name, words, here, description, lines: [], source: SOURCE, ...more }
}

const HEN_FIGHTS = {
  level: 1,
  verb: 'peck',
  gold: [0, 0] as const,
  aggressive: false,
  assists: [],
  guards: false,
  wimpy: 0,
  remembers: false,
  hunts: false,
  casts: [],
}

const FIRST: QuestDefinition = {
  id: 'house:first',
  name: 'First Steps',
  offer: 'One begins by looking.',
  level: 1,
  steps: [
    { text: 'LOOK about you.', kind: 'do', commands: ['look', 'examine'] },
    { text: 'Go DOWN.', kind: 'reach', room: 'house:cellar' },
  ],
  reward: { experience: 10, gold: 0, items: [], says: '' },
  source: SOURCE,
}

const SECOND: QuestDefinition = {
  id: 'house:second',
  name: 'Second Steps',
  offer: 'Then one speaks.',
  level: 1,
  after: 'house:first',
  steps: [{ text: 'SAY something.', kind: 'do', commands: ['say'] }],
  reward: { experience: 0, gold: 3, items: [], says: 'Well said.' },
  source: SOURCE,
}

const ERRAND: QuestDefinition = {
  id: 'house:errand',
  name: "The Miller's Errand",
  giver: 'house:miller',
  offer: 'Two letters,\nif you please.',
  level: 1,
  steps: [
    {
      text: 'Bring the miller two letters.',
      kind: 'fetch',
      item: 'house:letter',
      count: 2,
      to: 'house:miller',
      says: 'Two. Good.',
    },
    { text: 'Two hens fewer.', kind: 'slay', mobile: 'house:hen', count: 2 },
    { text: 'Tell the cat.', kind: 'talk', mobile: 'house:cat', says: 'Hens?' },
  ],
  reward: { experience: 50, gold: 5, items: ['house:hat', 'house:coin'], says: 'Mrow.' },
  source: SOURCE,
}

const LATER: QuestDefinition = {
  ...ERRAND,
  id: 'house:later',
  name: "The Miller's Hope",
  offer: 'One thing more.',
  after: 'house:errand',
  level: 2,
}

/** The house with a miller, a cat and hens in its hall, and what they would have one do. */
export class TestMill {
  readonly zone: TestZone = emptyZone([
    {
      ...HOUSE,
      mobiles: [
        mobile('the old miller', {
          topics: [
            { words: ['flour', 'wheat'], text: 'White,\nmostly.' },
            { words: ['hens'], text: 'Do not speak of them.' },
          ],
        }),
        mobile('a grey cat', { lines: ['Mew.'] }),
        mobile('a garden gnome', { lines: [':does not blink.'] }),
        mobile('a red hen', { fight: HEN_FIGHTS }),
      ],
      quests: [FIRST, SECOND, ERRAND, LATER],
    },
  ])
  readonly hall = this.zone.rooms.get('house:hall')!
  readonly ada = this.player('Ada')
  readonly miller = this.mobile('miller')
  readonly cat = this.mobile('cat')

  player(name: string): Entity {
    const player = spawnPlayer(this.zone, name, this.hall)
    this.zone.rules.furnish(this.zone, player)
    return player
  }

  mobile(word: string): Entity {
    return spawnMobile(this.zone, this.zone.mobiles.get(`house:${word}`)!, this.hall)
  }

  item(word: string, holder = this.ada): Entity {
    return spawnItem(this.zone, this.zone.items.get(`house:${word}`)!, holder)
  }

  quest(word: string): QuestDefinition {
    return this.zone.quests.get(`house:${word}`)!
  }

  /** What is reported when Ada types `line`: events alone, in order. */
  events(line: string) {
    return type(this.zone, this.ada, line).map(({ event }) => event)
  }

  /** The answer in words to what Ada types: nothing if it was no mistake. */
  refusal(line: string): string | undefined {
    const refusals = this.events(line).filter(({ verb }) => verb === 'refuse')
    return refusals.map(({ text }) => text).join(' ') || undefined
  }

  /** What is reported in the next tick of quests. */
  tick() {
    const before = this.zone.reported.length
    runTurns(this.zone, questSystem, 1)
    return this.zone.reported.slice(before).map(({ to, event }) => ({ ...event, to }))
  }

  /** Lets `killer` have slain a hen, as the rules of fights tell it. */
  slain(killer: Entity): void {
    const hen = this.mobile('hen')
    const event = { verb: 'die', actor: hen, target: killer, prefab: 'house:hen', level: 1 }
    this.zone.report.show(this.hall, event)
    destroy(this.zone, hen)
  }

  /** Full ids of what `holder` holds. */
  held(holder = this.ada): string[] {
    return contentsOf(holder).map((item) => Identity.prefab[item]!)
  }
}
