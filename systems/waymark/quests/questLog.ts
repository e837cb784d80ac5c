import { hasComponent } from 'bitecs'
import { touch } from '#components/define.ts'
import type { QuestDefinition, QuestStep } from '#components/definition.ts'
import type { Entity } from '#components/entities.ts'
import { QuestLog } from '#components/questLog.ts'
import type { Zone } from '#systems/zone.ts'

/** A quest that a character is on. */
export interface Active {
  quest: QuestDefinition
  /** Index of the step that it is at. */
  step: number
  /** How much of that step is done: always less than `countOf` says. */
  count: number
}

/** The quests that `being` is on, in the order in which it began them. */
export function activeOf(zone: Zone, being: Entity): Active[] {
  return entriesOf(zone, being).flatMap((entry) => readEntry(zone, entry) ?? [])
}

/** As they are kept: `halfway:short-delay 3 0`. */
function entriesOf(zone: Zone, being: Entity): string[] {
  if (!hasComponent(zone.world, being, QuestLog)) return []
  const { active } = QuestLog
  return active[being] === '' ? [] : active[being]!.split(';')
}

/** Undefined for a quest that is not of this zone, or of the world any more. */
function readEntry(zone: Zone, entry: string): Active | undefined {
  const [id = '', step, count] = entry.split(' ')
  const quest = zone.quests.get(id)
  if (quest === undefined) return undefined
  // Its builder may have shortened it since.
  const at = Math.min(Number(step), quest.steps.length - 1)
  return { quest, step: at, count: Math.min(Number(count), countOf(quest.steps[at]!) - 1) }
}

/** The entry of `quest` among the quests that `being` is on. */
export function activeIn(zone: Zone, being: Entity, quest: QuestDefinition): Active | undefined {
  return activeOf(zone, being).find((each) => each.quest === quest)
}

/** Keeps how far `being` is with a quest, whether or not it was on it already. */
export function keep(zone: Zone, being: Entity, { quest, step, count }: Active): void {
  const entries = entriesOf(zone, being)
  const entry = `${quest.id} ${step} ${count}`
  const at = entries.findIndex((each) => isOf(each, quest))
  if (at < 0) entries.push(entry)
  else entries[at] = entry
  write(being, entries)
}

/** Strikes `quest` out of those that `being` is on. */
export function strike(zone: Zone, being: Entity, quest: QuestDefinition): void {
  write(
    being,
    entriesOf(zone, being).filter((each) => !isOf(each, quest)),
  )
}

function isOf(entry: string, { id }: QuestDefinition): boolean {
  return entry.startsWith(`${id} `)
}

function write(being: Entity, entries: readonly string[]): void {
  QuestLog.active[being] = entries.join(';')
  touch(QuestLog, being)
}

/** Ids of the quests that `being` has done, in the order in which it did them. */
export function doneBy(zone: Zone, being: Entity): string[] {
  if (!hasComponent(zone.world, being, QuestLog)) return []
  return QuestLog.done[being] === '' ? [] : QuestLog.done[being]!.split(' ')
}

/** Notes that `being` has done `quest`. */
export function noteDone(zone: Zone, being: Entity, { id }: QuestDefinition): void {
  const done = doneBy(zone, being)
  if (done.includes(id)) return
  QuestLog.done[being] = [...done, id].join(' ')
  touch(QuestLog, being)
}

/** How often, or of how many things, a step is to be done. */
export function countOf(step: QuestStep): number {
  return step.kind === 'fetch' || step.kind === 'slay' ? step.count : 1
}
