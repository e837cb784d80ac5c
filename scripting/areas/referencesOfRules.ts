import type {
  AreaDefinition,
  MobileDefinition,
  QuestDefinition,
  QuestStep,
  Source,
} from '#components/definition.ts'
import { AreaError } from './areaError.ts'
import type { AreaReading } from './build.ts'
import { type Lookup, local } from './lookup.ts'

/** Finds what mobiles help, drop and sell that no file defines. */
export function mobileErrors(
  reading: AreaReading,
  area: AreaDefinition,
  lookup: Lookup,
): AreaError[] {
  return area.mobiles.flatMap((mobile) => [
    ...assistErrors(reading, area, mobile, lookup),
    ...lootErrors(reading, area, mobile, lookup),
    ...shopErrors(reading, area, mobile, lookup),
  ])
}

type Check = (
  reading: AreaReading,
  area: AreaDefinition,
  mobile: MobileDefinition,
  lookup: Lookup,
) => AreaError[]

const assistErrors: Check = (reading, area, { id, fight, source }, lookup) => {
  const place = (fight && reading.sources.get(fight)) ?? source
  return missingOnes(fight?.assists ?? [], (each) => lookup('mobile', each)).map((missing) => {
    const sentence = `Cannot load area "${area.id}": mobile "${local(id)}" assists ${missing}`
    return new AreaError('AREA_ASSIST_UNKNOWN_MOBILE', sentence, place)
  })
}

const lootErrors: Check = (reading, area, { id, loot = [], source }, lookup) =>
  loot.flatMap((each) => {
    const missing = lookup('item', each.item)
    if (missing === undefined) return []
    const sentence = `Cannot load area "${area.id}": mobile "${local(id)}" has the loot ${missing}`
    const place = reading.sources.get(each) ?? source
    return [new AreaError('AREA_LOOT_UNKNOWN_ITEM', sentence, place)]
  })

const shopErrors: Check = (reading, area, { id, shop, source }, lookup) => {
  const place = (shop && reading.sources.get(shop)) ?? source
  return missingOnes(shop?.sells ?? [], (each) => lookup('item', each)).map((missing) => {
    const sentence = `Cannot load area "${area.id}": mobile "${local(id)}" sells ${missing}`
    return new AreaError('AREA_SHOP_UNKNOWN_ITEM', sentence, place)
  })
}

function missingOnes(
  ids: readonly string[],
  missing: (id: string) => string | undefined,
): string[] {
  return ids.flatMap((id) => missing(id) ?? [])
}

/** Finds givers, steps, rewards and earlier quests that no file defines. */
export function questErrors(
  reading: AreaReading,
  area: AreaDefinition,
  lookup: Lookup,
): AreaError[] {
  return (area.quests ?? []).flatMap((quest) => {
    const label = `Cannot load area "${area.id}": quest "${local(quest.id)}"`
    const error = (code: string, says: string, missing: string | undefined, source: Source) =>
      missing === undefined ? [] : [new AreaError(code, `${label} ${says} ${missing}`, source)]
    const { giver, after, reward, source } = quest
    const noGiver = giver === undefined ? undefined : lookup('mobile', giver)
    const noQuest = after === undefined ? undefined : lookup('quest', after)
    const rewardSource = reading.sources.get(reward) ?? source
    return [
      ...error('AREA_QUEST_UNKNOWN_MOBILE', 'is given by', noGiver, source),
      ...error('AREA_QUEST_UNKNOWN_QUEST', 'comes after', noQuest, source),
      ...reward.items.flatMap((item) =>
        error('AREA_QUEST_UNKNOWN_ITEM', 'rewards with', lookup('item', item), rewardSource),
      ),
      ...stepErrors(reading, quest, lookup, error),
    ]
  })
}

function stepErrors(
  reading: AreaReading,
  quest: QuestDefinition,
  lookup: Lookup,
  error: (code: string, says: string, missing: string | undefined, source: Source) => AreaError[],
): AreaError[] {
  return quest.steps.flatMap((step, at) => {
    const source = reading.sources.get(step) ?? quest.source
    return thingsOf(step).flatMap(({ kind, id }) => {
      const code = `AREA_QUEST_UNKNOWN_${kind.toUpperCase()}`
      return error(code, `asks in step ${at + 1} for ${kind}`, lookup(kind, id), source)
    })
  })
}

/** What a step names. */
function thingsOf(step: QuestStep): { kind: 'room' | 'item' | 'mobile'; id: string }[] {
  switch (step.kind) {
    case 'talk':
    case 'slay':
      return [{ kind: 'mobile', id: step.mobile }]
    case 'fetch':
      return [
        { kind: 'item', id: step.item },
        { kind: 'mobile', id: step.to },
      ]
    case 'reach':
      return [{ kind: 'room', id: step.room }]
    case 'do':
      return []
  }
}
