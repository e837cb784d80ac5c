import { RecordCodec } from './recordCodec.ts'

let codec: RecordCodec | undefined

/** How kept entities are written. Made at first use: by then every component is declared. */
export function durableCodec(): RecordCodec {
  codec ??= new RecordCodec(({ schema }) => schema.durability !== 'none')
  return codec
}

/** The form of what is kept; a newer one is refused. */
export const KEPT_VERSION = 1

/** Kinds of items in a record and in a snapshot. */
export const KEPT_ITEM = {
  /** The schema by which what follows is written. */
  schema: 0,
  /** An entity, whole. */
  whole: 1,
  /** New values of one component of an entity. */
  changed: 2,
  /** An entity that is no more. */
  gone: 3,
} as const
