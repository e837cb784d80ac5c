import type { QuestDefinition } from '#components/definition.ts'
import type { Entity } from '#components/entities.ts'
import { defineCommand, HELD_BREATH, type Outcome, refuse } from '#systems/commands/define.ts'
import { oneOf } from '#systems/commands/oneOf.ts'
import { quote } from '#systems/commands/quote.ts'
import { openTo, questsOf } from '#systems/waymark/quests/offers.ts'
import { abandon, QUESTING, toDo } from '#systems/waymark/quests/progress.ts'
import { type Active, activeOf, doneBy } from '#systems/waymark/quests/questLog.ts'
import type { Zone } from '#systems/zone.ts'
import { takeUp } from './accept.ts'
import { questsNamed } from './questsNamed.ts'

type Deed = (zone: Zone, actor: Entity, phrase: string | undefined) => Outcome

export const quests = defineCommand({
  name: 'quests',
  aliases: ['quest', 'journal'],
  usage: ['quests [<name>]', 'quests accept [<name>]', 'quests abandon <name>', 'quests done'],
  section: 'character',
  help: 'Shows what you are about, and what is to be done next.',
  more:
    'With a word of its name you read all of a quest. "quests done" lists those behind you. ' +
    '"quests accept" takes up what somebody here asks of you; "quests abandon" gives a quest up, ' +
    'and it can be begun again, from its beginning.',
  seeAlso: ['talk', 'ask', 'accept'],
  writes: QUESTING,
  run(zone, actor, { name = '' }) {
    const [, word = '', rest = ''] = /^(\S*)\s*(.*)$/u.exec(name) ?? []
    const deed = DEEDS.get(word.toLowerCase())
    if (deed !== undefined) return deed(zone, actor, rest === '' ? undefined : rest)
    return name === '' ? showAll(zone, actor) : showOne(zone, actor, name)
  },
})

const DEEDS: ReadonlyMap<string, Deed> = new Map<string, Deed>([
  ['list', showAll],
  ['progress', (zone, actor, phrase) => (phrase ? showOne : showAll)(zone, actor, phrase ?? '')],
  ['done', showDone],
  ['accept', lasting(takeUp)],
  ['abandon', lasting(giveUp)],
])

function lasting(deed: Deed): Deed {
  return (zone, actor, phrase) =>
    zone.holdsBreath ? refuse(HELD_BREATH) : deed(zone, actor, phrase)
}

function showAll(zone: Zone, actor: Entity): Outcome {
  const list = activeOf(zone, actor).map((active) => ({
    title: active.quest.name,
    ...toDo(active),
  }))
  const names = openTo(zone, actor, questsOf(zone, '')).map(({ name }) => name)
  const count = doneBy(zone, actor).length
  zone.report.tell(actor, { verb: 'quests', list, names, count })
  return undefined
}

function showDone(zone: Zone, actor: Entity): Outcome {
  const names = doneBy(zone, actor).flatMap((id) => zone.quests.get(id)?.name ?? [])
  zone.report.tell(actor, { verb: 'questsDone', names })
  return undefined
}

function showOne(zone: Zone, actor: Entity, phrase: string): Outcome {
  const active = activeOf(zone, actor)
  const done = doneBy(zone, actor).flatMap((id) => zone.quests.get(id) ?? [])
  const found = questsNamed([...active.map(({ quest }) => quest), ...done], phrase)
  const [quest, ...others] = found
  if (quest === undefined) return refuse(`You know of no quest ${quote(phrase)}. Try "quests".`)
  if (others.length > 0) return refuse(`Do you mean ${anyOf(found)}?`)
  const now = active.find((each) => each.quest === quest)
  const giver = zone.mobiles.get(quest.giver ?? '')?.name
  zone.report.tell(actor, {
    verb: 'questPage',
    title: quest.name,
    ...(giver !== undefined && { giver }),
    text: quest.offer,
    list: stepsSeen(quest, now),
  })
  return undefined
}

/** The steps done, and the one that is to be done; what comes after is not yet known. */
function stepsSeen(quest: QuestDefinition, now: Active | undefined) {
  const done = quest.steps.slice(0, now?.step)
  const seen = done.map(({ text }) => ({ step: text, done: true }))
  return now === undefined ? seen : [...seen, { ...toDo(now), done: false }]
}

function giveUp(zone: Zone, actor: Entity, phrase: string | undefined): Outcome {
  const active = activeOf(zone, actor).map(({ quest }) => quest)
  if (phrase === undefined) return refuse('Abandon which quest? "quests" lists them.')
  const found = questsNamed(active, phrase)
  const [quest, ...others] = found
  if (quest === undefined) return refuse(`You are on no quest ${quote(phrase)}.`)
  if (others.length > 0) return refuse(`Abandon ${anyOf(found)}?`)
  abandon(zone, actor, quest)
  return undefined
}

function anyOf(found: readonly QuestDefinition[]): string {
  return oneOf(found.map(({ name }) => quote(name)))
}
