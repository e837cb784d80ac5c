import type { Source } from '#components/definition.ts'

/** Words of a name that nobody would call a thing by. */
const SMALL_WORDS = new Set(
  'a an the some of in on at with and to for from by his her its their my your'.split(' '),
)

/** One entry of a file; `shape` is absent when it is faulty. */
export interface Entry<Shape> {
  id: string
  shape: Shape | undefined
  sourceOf(...path: readonly PropertyKey[]): Source
}

/** Where parts that have no `source` were written. */
export type Sources = Map<object, Source>

export function fullId(areaId: string, id: string): string {
  return id.includes(':') ? id : `${areaId}:${id}`
}

/** The words that a thing answers to: those given, or those of its name. */
export function wordsFor(shape: {
  name: string
  words?: string[] | undefined
  also: string[]
}): string[] {
  const ofName = shape.name.toLowerCase().match(/[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu) ?? []
  const parts = ofName.flatMap((word) => [word, ...(word.includes('-') ? word.split('-') : [])])
  const words = shape.words ?? parts.filter((word) => word !== '' && !SMALL_WORDS.has(word))
  return [...new Set([...words, ...shape.also])]
}

/**
 * The fields of `from` that are there: an optional field that is left out should be no field at
 * all, not one that is undefined.
 */
export function given<Fields extends object>(from: Fields): Present<Fields> {
  const present = Object.entries(from).filter(([, value]) => value !== undefined)
  return Object.fromEntries(present) as Present<Fields>
}

type Present<Fields> = { [Name in keyof Fields]?: Exclude<Fields[Name], undefined> }
