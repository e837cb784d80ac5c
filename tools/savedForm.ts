/**
 * `npm run saved-form`: compares what durable components declare, and the kinds of items in which
 * it is saved, with what the lock says; names what older worlds could not be read with, and writes
 * the lock anew if there is nothing.
 */
import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { type AnyComponent, declaredComponents } from '#components/define.ts'
import {
  type FormChange,
  type FormStep,
  SAVED_FORM,
  type SavedComponents,
} from '#components/savedForm.ts'
import { KEPT_ITEM } from '#engine/zone/durable.ts'
import { applyChange, partsOf } from '#engine/zone/formSteps.ts'
import { ROOT } from './ourTools.ts'

const LOCK = `${ROOT}/components/savedForm.lock.json`

/** What is saved: the kind of each column, by component. */
type Form = SavedComponents

/** What is saved, and the kinds of items that it is saved in, each by its number. */
export interface Saved {
  items: Readonly<Record<string, number>>
  components: Form
}

/** What the last version saved. */
export interface Lock extends Saved {
  version: number
}

/** Kinds that hold all that the kind before them holds: such a change needs no step. */
const WIDER: Readonly<Record<string, readonly string[]>> = {
  u8: ['u16', 'u32', 'i32', 'f32', 'f64'],
  u16: ['u32', 'i32', 'f32', 'f64'],
  u32: ['f64'],
  i32: ['f64'],
  f32: ['f64'],
  entity: ['f64'],
}

/** Stands for the kind of a column after a `convert`: the step answers for it. */
const CONVERTED = 'converted'

/** What durable ones among `components` save, in the order of names. */
export function formOf(components: readonly AnyComponent[]): Form {
  const durable = components.filter(({ schema }) => schema.durability !== 'none')
  return sorted(
    durable.map(({ schema: { name, columns } }) => [
      name,
      sorted(columns.map((column) => [column.name, column.kind])),
    ]),
  )
}

function sorted<T>(entries: [name: string, value: T][]): Record<string, T> {
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)))
}

/**
 * Why worlds that were saved as `lock` says could not be read as what is `declared`.
 *
 * @returns one sentence for each reason
 */
export function faultsOf(lock: Lock, declared: Saved, steps: readonly FormStep[]): string[] {
  const versions = [1, ...steps.map(({ version }) => version)]
  const isAscending = versions.every((version, i) => i === 0 || version > versions[i - 1]!)
  if (!isAscending) return [`The steps' versions must ascend from 2, and are ${versions.slice(1)}`]
  const [step, another] = steps.filter(({ version }) => version > lock.version)
  const next = lock.version + 1
  if (another) return [`Steps ${step!.version} and ${another.version} are new: make one of them`]
  if (step && step.version !== next) {
    return [`The new step has version ${step.version}, and the next one is ${next}`]
  }
  const form = structuredClone(lock.components)
  const misnamed = step ? step.changes.flatMap((change) => follow(form, step, change)) : []
  const advice = `let step ${next} of components/savedForm.ts say what becomes of it`
  const lacking = differences(form, declared.components).map((what) => `${what}: ${advice}`)
  return [...misnamed, ...lacking, ...lostItems(lock, declared)]
}

/** Kinds of items in older worlds that nobody could read any more: no step can help there. */
function lostItems({ items }: Lock, declared: Saved): string[] {
  const lost = Object.entries(items).filter(([name, kind]) => declared.items[name] !== kind)
  return lost.map(
    ([name, kind]) => `Older worlds have items "${name}" of kind ${kind}: it must stay`,
  )
}

/** Makes in `form` the change that `step` makes in values. @returns what is wrong with it */
function follow(form: Form, { version }: FormStep, change: FormChange): string[] {
  if ('rewrite' in change) return []
  const [place, verb] = placeOf(change)
  const faults: string[] = []
  const says = `Step ${version} ${verb} "${place}"`
  if (!has(form, place)) faults.push(`${says}, which was not saved before it`)
  if ('rename' in change) {
    const { to } = change
    if (has(form, to)) faults.push(`${says} to "${to}", which is saved already`)
    if ((partsOf(place).column === undefined) !== (partsOf(to).column === undefined)) {
      faults.push(`${says} to "${to}": a component stays a component, and a column a column`)
    }
  }
  const isConversion = 'convert' in change
  if (isConversion && partsOf(place).column === undefined) {
    faults.push(`${says}: only a column can be converted; use "rewrite"`)
  }
  applyChange(isConversion ? { convert: place, with: () => CONVERTED } : change, form)
  return faults
}

function placeOf(change: Exclude<FormChange, { rewrite: unknown }>): [place: string, verb: string] {
  if ('rename' in change) return [change.rename, 'renames']
  if ('drop' in change) return [change.drop, 'drops']
  return [change.convert, 'converts']
}

function has(form: Form, place: string): boolean {
  const { component, column } = partsOf(place)
  const columns = form[component]
  return columns !== undefined && (column === undefined || column in columns)
}

/** What of `form` no longer has a place among what is declared. */
function differences(form: Form, declared: Form): string[] {
  return Object.entries(form).flatMap(([component, columns]) => {
    const now = declared[component]
    if (!now) return [`Component "${component}" is in older worlds, and is saved no more`]
    return Object.entries(columns).flatMap(([column, kind]) =>
      difference(`"${component}.${column}"`, String(kind), now[column]?.toString()),
    )
  })
}

function difference(place: string, was: string, is: string | undefined): string[] {
  if (is === undefined) return [`Column ${place} is in older worlds, and is saved no more`]
  if (was === is || was === CONVERTED || WIDER[was]?.includes(is)) return []
  return [`Column ${place} was ${was} and is ${is}, which does not hold all it held`]
}

/** The lock of what is declared: the next version if anything differs. */
export function lockOf(lock: Lock, declared: Saved, steps: readonly FormStep[]): Lock {
  const { version, ...before } = lock
  const isSame = JSON.stringify(before) === JSON.stringify(declared)
  const hasStep = steps.some((step) => step.version > version)
  return { version: isSame && !hasStep ? version : version + 1, ...declared }
}

/** The lock as it lies beside the components. */
export function readLock(): Lock {
  return JSON.parse(readFileSync(LOCK, 'utf8')) as Lock
}

/** What all components of this house save, and in which items. */
export async function declaredForm(): Promise<Saved> {
  for (const file of globSync('components/*.ts', { cwd: ROOT })) {
    if (!file.endsWith('.test.ts')) await import(`${ROOT}/${file}`)
  }
  return { items: KEPT_ITEM, components: formOf(declaredComponents()) }
}

async function main(): Promise<number> {
  const [before, declared, { steps }] = [readLock(), await declaredForm(), SAVED_FORM]
  const faults = faultsOf(before, declared, steps)
  for (const fault of faults) console.error(fault)
  if (faults.length > 0) return 1
  const after = lockOf(before, declared, steps)
  writeFileSync(LOCK, `${JSON.stringify(after, null, 2)}\n`)
  const isSame = after.version === before.version
  console.log(`The saved form is ${isSame ? 'still' : 'now'} version ${after.version}`)
  return 0
}

if (import.meta.main) process.exitCode = await main()
