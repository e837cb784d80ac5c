import assert from 'node:assert'
import {
  allocateColumns,
  type ColumnKind,
  type ColumnSpec,
  ENTITY_CAPACITY,
  type NumberColumn,
} from './columns.ts'

export { entity, f32, f64, i32, text, u8, u16, u32 } from './columns.ts'

/** Who may see a component: all in the room, only the player it belongs to, or nobody. */
export type Visibility = 'room' | 'self' | 'none'

/**
 * `told`: kept before anyone is told; `lazy`: at most a second old; `none`: gone with the process;
 * `along`: gone with it, too, but it goes along with a character who walks into another zone. What
 * such a component's columns that end in `Tick` hold are ticks of the zone.
 */
export type Durability = 'told' | 'lazy' | 'along' | 'none'

/** One column of a declared component. */
export interface Column {
  name: string
  kind: ColumnKind
  values: NumberColumn | string[]
}

/** What a declaration says, for the codec, the save format and the collector. */
export interface Schema {
  name: string
  columns: readonly Column[]
  visibleTo: Visibility
  durability: Durability
  /** Entities touched since the last collection, each once: `touched[0 … touchedCount - 1]`. */
  touched: Uint32Array
  touchedCount: number
  /** 1 for each entity in `touched`. */
  isTouched: Uint8Array
}

/** Any component, for code that works by its schema. */
export interface AnyComponent {
  readonly schema: Schema
}

type Columns = Record<string, ColumnSpec>
type ValuesOf<Spec> = Spec extends ColumnSpec<infer Values> ? Values : never

/** A component: its columns by name, indexed by entity. */
export type Component<C extends Columns = Columns> = {
  readonly [Name in keyof C]: ValuesOf<C[Name]>
} & AnyComponent

/** Starting values of a component; a column left out starts at 0 or `''`. */
export type Initial<T> = {
  [Name in Exclude<keyof T, 'schema'>]?: T[Name] extends string[] ? string : number
}

/** A set of columns is told as the bits of one number of 32. */
const COLUMNS_MAX = 31

const declared = new Map<string, AnyComponent>()
/** The same in the order of their names; undefined after another was declared. */
let inOrder: readonly AnyComponent[] | undefined

/**
 * Declares a component: the only place that says what it holds, who sees it and what is saved.
 *
 * @param name  its name on the wire and in saves: another needs a step in `savedForm.ts`
 */
export function defineComponent<C extends Columns>(
  name: string,
  declaration: { columns: C; visibleTo: Visibility; durability: Durability },
): Component<C> {
  assert(!declared.has(name), `Component "${name}" is declared twice`)
  const names = Object.keys(declaration.columns)
  assert(names.length <= COLUMNS_MAX, `Component "${name}" has more than ${COLUMNS_MAX} columns`)
  assert(!names.includes('schema'), `Component "${name}" has a column called "schema"`)
  const dotted = [name, ...names].find((each) => each.includes('.'))
  assert(dotted === undefined, `"${dotted}" has a dot, which parts a component from its column`)
  const kinds = names.map((column) => declaration.columns[column]!.kind)
  const arrays = allocateColumns(kinds)
  const columns = names.map((column, i) => ({
    name: column,
    kind: kinds[i]!,
    values: arrays[i]!,
  }))
  const schema: Schema = {
    name,
    columns,
    visibleTo: declaration.visibleTo,
    durability: declaration.durability,
    touched: new Uint32Array(ENTITY_CAPACITY),
    touchedCount: 0,
    isTouched: new Uint8Array(ENTITY_CAPACITY),
  }
  const component = { schema } as Record<string, unknown>
  for (const column of columns) component[column.name] = column.values
  declared.set(name, component as unknown as AnyComponent)
  inOrder = undefined
  return component as Component<C>
}

/** All components declared so far, by name: the same order in every thread and process. */
export function declaredComponents(): readonly AnyComponent[] {
  inOrder ??= [...declared.values()].sort((a, b) => (a.schema.name < b.schema.name ? -1 : 1))
  return inOrder
}

/** The component called `name`, if one is declared. */
export function componentNamed(name: string): AnyComponent | undefined {
  return declared.get(name)
}

/**
 * Writes one value of one column.
 *
 * There is a line for each width, since a line is compiled for the arrays that it has met: one that
 * met them all would take several times as long.
 */
export function setCell({ kind, values }: Column, entity: number, value: number | string): void {
  if (kind === 'text') (values as string[])[entity] = value as string
  else if (kind === 'u8') (values as Uint8Array)[entity] = value as number
  else if (kind === 'u32' || kind === 'entity') (values as Uint32Array)[entity] = value as number
  else if (kind === 'f64') (values as Float64Array)[entity] = value as number
  else if (kind === 'u16') (values as Uint16Array)[entity] = value as number
  else if (kind === 'f32') (values as Float32Array)[entity] = value as number
  else (values as Int32Array)[entity] = value as number
}

/** Cells of one entity, by the kinds of their columns. */
export interface Cells {
  texts: { values: string[]; value: string }[]
  u8s: { values: Uint8Array; value: number }[]
  u16s: { values: Uint16Array; value: number }[]
  u32s: { values: Uint32Array; value: number }[]
  i32s: { values: Int32Array; value: number }[]
  f32s: { values: Float32Array; value: number }[]
  f64s: { values: Float64Array; value: number }[]
}

/** Takes the cells of `columns` that `entity` has, as they are now. */
export function cellsOf(columns: readonly Column[], entity: number): Cells {
  const of = <Values>(...kinds: ColumnKind[]) =>
    columns
      .filter(({ kind }) => kinds.includes(kind))
      .map(({ values }) => ({ values: values as Values, value: values[entity] as never }))
  return {
    texts: of('text'),
    u8s: of('u8'),
    u16s: of('u16'),
    u32s: of('u32', 'entity'),
    i32s: of('i32'),
    f32s: of('f32'),
    f64s: of('f64'),
  }
}

/** The same, without numbers that are 0: all that a row needs which nobody has ever written. */
export function withoutZeros(cells: Cells): Cells {
  const isSome = ({ value }: { value: number }) => !Object.is(value, 0)
  return {
    texts: cells.texts,
    u8s: cells.u8s.filter(isSome),
    u16s: cells.u16s.filter(isSome),
    u32s: cells.u32s.filter(isSome),
    i32s: cells.i32s.filter(isSome),
    f32s: cells.f32s.filter(isSome),
    f64s: cells.f64s.filter(isSome),
  }
}

/** Writes cells of another entity, with a loop for each kind as there is a line in `setCell`. */
export function setCells(cells: Cells, entity: number): void {
  const { texts, u8s, u16s, u32s, i32s, f32s, f64s } = cells
  for (let i = 0; i < texts.length; i++) texts[i]!.values[entity] = texts[i]!.value
  for (let i = 0; i < u8s.length; i++) u8s[i]!.values[entity] = u8s[i]!.value
  for (let i = 0; i < u16s.length; i++) u16s[i]!.values[entity] = u16s[i]!.value
  for (let i = 0; i < u32s.length; i++) u32s[i]!.values[entity] = u32s[i]!.value
  for (let i = 0; i < i32s.length; i++) i32s[i]!.values[entity] = i32s[i]!.value
  for (let i = 0; i < f32s.length; i++) f32s[i]!.values[entity] = f32s[i]!.value
  for (let i = 0; i < f64s.length; i++) f64s[i]!.values[entity] = f64s[i]!.value
}

/**
 * Marks that `entity`'s values in `component` were written.
 *
 * Whoever writes a column calls it; whether a value really differs is found out at collection.
 * A list of the touched costs nanoseconds where comparing all would cost microseconds.
 */
export function touch({ schema }: AnyComponent, entity: number): void {
  mark(schema, entity)
}

/**
 * Does the same in a tenth of the time, for loops over many: to find the schema of any component,
 * whatever its columns, takes longer than to change a value.
 */
export function mark(schema: Schema, entity: number): void {
  if (schema.isTouched[entity] === 1) return
  schema.isTouched[entity] = 1
  schema.touched[schema.touchedCount++] = entity
}

/** Forgets all marks of `component`. */
export function clearTouched(component: AnyComponent): void {
  const { schema } = component
  for (let i = 0; i < schema.touchedCount; i++) schema.isTouched[schema.touched[i]!] = 0
  schema.touchedCount = 0
}
