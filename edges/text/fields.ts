import { type EventValue, isList, isRef, type Ref, type WireEvent } from '#protocol/event.ts'
import { sanitize, sanitizeParagraphs } from './sanitize.ts'

export type Fields = WireEvent['fields']

/** [limit] Rows of a list beyond these are not shown. */
const ROWS_MAX = 500

/** A text on one line; `''` if there is none. */
export function textOf(fields: Fields, name: string): string {
  const value = fields[name]
  return typeof value === 'string' ? sanitize(value) : ''
}

/** A text that may have several lines; `''` if there is none. */
export function paragraphsOf(fields: Fields, name: string): string {
  const value = fields[name]
  return typeof value === 'string' ? sanitizeParagraphs(value).trimEnd() : ''
}

/** A number; 0 if there is none that is finite. */
export function numberOf(fields: Fields, name: string): number {
  const value = fields[name]
  return typeof value === 'number' && Number.isFinite(value) ? value : 0
}

/** Whether a flag is set; undefined if it is not there. */
export function flagOf(fields: Fields, name: string): boolean | undefined {
  const value = fields[name]
  return value === undefined ? undefined : value === true || value === 1
}

export function refOf(fields: Fields, name: string): Ref | undefined {
  const value = fields[name]
  return value !== undefined && isRef(value) ? value : undefined
}

/** The objects in a list; what is none is passed over. */
export function rowsOf(fields: Fields, name: string): Fields[] {
  return listIn(fields, name).filter(isFields)
}

/** The texts in a list, each on one line. */
export function textsOf(fields: Fields, name: string): string[] {
  return listIn(fields, name).flatMap((each) => (typeof each === 'string' ? [sanitize(each)] : []))
}

function listIn(fields: Fields, name: string): readonly EventValue[] {
  const value = fields[name]
  return value !== undefined && isList(value) ? value.slice(0, ROWS_MAX) : []
}

function isFields(value: EventValue): value is Fields {
  return typeof value === 'object' && !isList(value) && !isRef(value)
}
