import { SAVED_FORM } from '#components/savedForm.ts'
import { RecordCodec } from './recordCodec.ts'

let codec: RecordCodec | undefined

/** How kept entities are written. Made at first use: by then every component is declared. */
export function durableCodec(): RecordCodec {
  codec ??= new RecordCodec(({ schema }) => schema.durability !== 'none')
  return codec
}

/** The form in which all is kept now, as each record and each snapshot says first. */
export const KEPT_VERSION = SAVED_FORM.version

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
  /** What things of one kind have in common: an entity, with a number in place of its uid. */
  sample: 4,
  /** The number of a sample, and an entity that has all that is in it besides its own. */
  alike: 5,
  /** A component that an entity no longer has, though its definition may give it one. */
  detached: 6,
  /** One who is not kept and has something that is: see `bearers.ts`. */
  bearer: 7,
} as const
