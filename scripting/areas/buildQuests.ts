import type { QuestDefinition, QuestStep } from '#components/definition.ts'
import { type Entry, fullId, given, type Sources } from './buildParts.ts'
import type { QuestShape, StepShape } from './schemaQuests.ts'

export function buildQuest(
  areaId: string,
  entry: Entry<QuestShape>,
  sources: Sources,
): QuestDefinition[] {
  const { id, shape } = entry
  if (shape === undefined) return []
  const full = (local: string | undefined) => local && fullId(areaId, local)
  const steps = shape.steps.map((each, at) => {
    const step = buildStep(areaId, each)
    sources.set(step, entry.sourceOf('steps', at))
    return step
  })
  const { experience, gold, items, says = '' } = shape.reward
  const reward = { experience, gold, items: items.map((item) => fullId(areaId, item)), says }
  sources.set(reward, entry.sourceOf('reward'))
  const { name, offer, level } = shape
  const optional = given({ giver: full(shape.giver), after: full(shape.after) })
  const source = entry.sourceOf()
  return [{ id: fullId(areaId, id), name, offer, level, steps, reward, source, ...optional }]
}

/** `shape` has one of the deeds, and what goes with it: its schema has seen to that. */
function buildStep(areaId: string, shape: StepShape): QuestStep {
  const { text, count = 1, says = '', to = '' } = shape
  const full = (id: string) => fullId(areaId, id)
  if (shape.talk) return { text, kind: 'talk', mobile: full(shape.talk), says }
  if (shape.fetch) {
    return { text, kind: 'fetch', item: full(shape.fetch), count, to: full(to), says }
  }
  if (shape.slay) return { text, kind: 'slay', mobile: full(shape.slay), count }
  if (shape.reach) return { text, kind: 'reach', room: full(shape.reach) }
  return { text, kind: 'do', commands: shape.do ?? [] }
}
