import type { RoomDefinition, Source, ThingDefinition } from '#components/definition.ts'
import { AreaError } from './areaError.ts'
import type { AreaReading } from './build.ts'

/** Shorter texts are hardly worth the look, in characters. */
const ROOM_MIN = 60
const THING_MIN = 25
const DETAIL_MIN = 15

/** A proper name does without an article. */
const ARTICLE_OR_PROPER_NAME = /^(?:an?|the|some|his|her|its|their|\p{Lu}\S*|\p{N}+) ?/u

/** Finds texts that are hardly there and names that would read oddly in a sentence. */
export function checkTexts(reading: AreaReading): AreaError[] {
  return reading.areas.flatMap((area) => [
    ...area.rooms.flatMap((room) => roomFindings(reading, room)),
    ...area.items.flatMap((item) => thingFindings('item', item)),
    ...area.mobiles.flatMap((mobile) => thingFindings('mobile', mobile)),
    ...area.mobiles
      .filter((mobile) => mobile.speaksEverySeconds !== undefined && mobile.lines.length === 0)
      .map(({ id, source }) => {
        const sentence = `mobile "${id}" speaks but has no lines`
        return new AreaError('AREA_MOBILE_WITHOUT_LINES', sentence, source)
      }),
  ])
}

function roomFindings(reading: AreaReading, room: RoomDefinition): AreaError[] {
  const label = `room "${room.id}"`
  const ofDetails = room.details.flatMap((detail) => {
    const detailLabel = `detail "${detail.words.join(', ')}" of ${label}`
    const source = reading.sources.get(detail) ?? room.source
    return shortFindings(detailLabel, detail.text, DETAIL_MIN, source)
  })
  const ofDoors = room.exits.flatMap(({ door }) => {
    const source = door && reading.sources.get(door)
    return door && source ? nameFindings(`door of ${label}`, door, source) : []
  })
  return [
    ...shortFindings(label, room.description, ROOM_MIN, room.source),
    ...repeatedFindings(reading, room),
    ...ofDetails,
    ...ofDoors,
  ]
}

function repeatedFindings(reading: AreaReading, room: RoomDefinition): AreaError[] {
  const seen = new Set<string>()
  return room.details.flatMap((detail) =>
    detail.words.flatMap((word) => {
      if (!seen.has(word)) {
        seen.add(word)
        return []
      }
      const sentence = `room "${room.id}" has two details that answer to "${word}"`
      const source = reading.sources.get(detail) ?? room.source
      return [new AreaError('AREA_DETAIL_TWICE', sentence, source)]
    }),
  )
}

function thingFindings(kind: string, thing: ThingDefinition): AreaError[] {
  const label = `${kind} "${thing.id}"`
  return [
    ...shortFindings(label, thing.description, THING_MIN, thing.source),
    ...nameFindings(label, thing, thing.source),
  ]
}

function shortFindings(label: string, text: string, min: number, source: Source): AreaError[] {
  if (text.length >= min) return []
  const sentence = `${label} is told of in ${text.length} characters; give it at least ${min}`
  return [new AreaError('AREA_TEXT_SHORT', sentence, source)]
}

function nameFindings(
  label: string,
  named: Pick<ThingDefinition, 'name' | 'words'>,
  source: Source,
): AreaError[] {
  const findings: AreaError[] = []
  if (!ARTICLE_OR_PROPER_NAME.test(named.name)) {
    const sentence = `${label} is named "${named.name}" without an article; begin with "a" or "the"`
    findings.push(new AreaError('AREA_NAME_ARTICLE', sentence, source))
  }
  if (named.words.length === 0) {
    const sentence = `${label} answers to no word; give it "words"`
    findings.push(new AreaError('AREA_NAME_WORDS', sentence, source))
  }
  return findings
}
