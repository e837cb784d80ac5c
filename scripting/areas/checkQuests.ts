import type { QuestDefinition } from '#components/definition.ts'
import { AreaError } from './areaError.ts'
import type { AreaReading } from './build.ts'
import { obstacleTo, type Reach, type World } from './solver.ts'

/** Finds quests that nobody can do, and chains of quests that end in their own beginning. */
export function checkQuests(reading: AreaReading, world: World, reach: Reach): AreaError[] {
  const inCircles = questsInCircles(world)
  return [...world.quests.values()].flatMap((quest) => {
    if (inCircles.has(quest.id)) return [circleFinding(world, quest)]
    return [...obstacleFindings(reading, reach, quest), ...giverFindings(world, quest)]
  })
}

function obstacleFindings(reading: AreaReading, reach: Reach, quest: QuestDefinition): AreaError[] {
  if (reach.quests.has(quest.id)) return []
  const obstacle = obstacleTo(reach, quest)
  if (obstacle === undefined) return []
  const source = (obstacle.step && reading.sources.get(obstacle.step)) ?? quest.source
  const sentence = `quest "${quest.id}" cannot be done: ${obstacle.says}`
  return [new AreaError('AREA_QUEST_IMPOSSIBLE', sentence, source)]
}

/** One cannot talk with whoever falls upon everybody. */
function giverFindings(world: World, { id, giver, source }: QuestDefinition): AreaError[] {
  const mobile = giver === undefined ? undefined : world.mobiles.get(giver)
  if (!mobile?.fight?.aggressive) return []
  const sentence = `quest "${id}" is given by "${giver}", who attacks whoever comes to ask for it`
  return [new AreaError('AREA_QUEST_GIVER_HOSTILE', sentence, source)]
}

/** Ids of quests that, by way of others, come after themselves. */
function questsInCircles({ quests }: World): Set<string> {
  const circles = new Set<string>()
  for (const quest of quests.values()) {
    const before = new Set<string>()
    let each = quest.after
    while (each !== undefined && !before.has(each)) {
      before.add(each)
      each = quests.get(each)?.after
    }
    if (before.has(quest.id)) circles.add(quest.id)
  }
  return circles
}

function circleFinding({ quests }: World, { id, after, source }: QuestDefinition): AreaError {
  const circle = [id]
  let each = after
  while (each !== undefined && each !== id) {
    circle.push(each)
    each = quests.get(each)?.after
  }
  const sentence = `quest "${id}" comes after itself: ${[...circle, id].join(' after ')}`
  return new AreaError('AREA_QUEST_CIRCLE', sentence, source)
}
