import { Location } from '#components/location.ts'
import { SAVED_FORM, type SavedComponents, type SavedForm } from '#components/savedForm.ts'
import { ByteReader, ProtocolError } from '#protocol/bytes.ts'
import {
  type ColumnValue,
  componentAt,
  type EntityRecord,
  readChange,
  readParts,
  readRecord,
  skipRecord,
} from '#protocol/record.ts'
import { readSchema, type WireSchema } from '#protocol/schema.ts'
import { type Bearer, readBearer } from './bearerItem.ts'
import { KEPT_ITEM } from './durable.ts'
import { applyStep, partsOf, placeIn, renamedBy } from './formSteps.ts'
import { KeptError } from './keptError.ts'
import {
  type KeptEntity,
  type KeptPart,
  type KeptWhole,
  Parting,
  PartsInHand,
} from './keptParts.ts'

const HOLDER = `${Location.schema.name}.holder`

/** A payload, and the schema by which it is written from some place on. */
interface Sheet {
  reader: ByteReader
  schema: WireSchema
}

/** What many entities have in common, in both ways of reading it. */
interface Sample {
  components: EntityRecord['components']
  parts: readonly KeptPart[]
}

/** An entity, and where it stands: it is read when somebody asks for it. */
interface Kept {
  readonly sheet: Sheet
  readonly at: number
  /** What it has besides, shared with others. */
  readonly common: Sample | undefined
  /** What it has, once it was read. */
  components: SavedComponents | undefined
  /** What it has no longer, though its definition may give it one. */
  lost: Set<string> | undefined
}

/**
 * What a snapshot and the records after it say, put together: values only, no entities yet.
 *
 * Records hold new values, never actions, so applying one twice, or one that a snapshot taken
 * meanwhile already has, changes nothing.
 *
 * All is put together as it was named when it was written. Where the saved form changes, between
 * two records, every entity is brought to the newer form first: a step of `savedForm.ts` always
 * sees an entity whole, though most records hold single columns.
 */
export class KeptModel {
  readonly #form: SavedForm
  readonly #entities = new Map<number, Kept>()
  /** Those who were not kept and had something that is, by their uids. */
  readonly bearers = new Map<number, Bearer>()
  /** The form in which the entities are now; 0 until there is anything. */
  #version = 0
  #sheet: Sheet = { reader: new ByteReader(new Uint8Array()), schema: [] }
  /** What many entities of the payload that is being read have in common, by its number. */
  readonly #samples = new Map<number, Sample>()
  /** Where the holder of an entity stands in that form. */
  #holder = partsOf(HOLDER)

  constructor(form: SavedForm = SAVED_FORM) {
    this.#form = form
  }

  get size(): number {
    return this.#entities.size
  }

  /**
   * The entities in today's form, in the order in which they came to where they are. Nothing of an
   * older form can be applied after it.
   *
   * @throws {KeptError} if one cannot be brought to that form
   */
  records(): KeptEntity[] {
    this.#bringToToday()
    return Array.from(this.#entities, ([uid, kept]) => {
      const entity = { uid, components: componentsOf(kept) }
      return kept.lost ? { ...entity, lost: kept.lost } : entity
    })
  }

  /**
   * The same, one by one and part by part: of a large zone, all at once would take many times its
   * memory, and three times as long.
   */
  *wholes(): Generator<KeptWhole, void> {
    this.#bringToToday()
    const parting = new Parting()
    const inHand = new PartsInHand()
    for (const [uid, kept] of this.#entities) {
      const { components, lost } = kept
      const parts = components ? parting.partsOf(components) : unreadParts(kept, inHand)
      yield { uid, parts, lost }
    }
  }

  /**
   * Applies a snapshot or a record. One that is refused may have been applied in part.
   *
   * @param what  names it in an error: `record 7 of zone "house"`
   * @throws {KeptError} if it is of a newer form, or cannot be understood
   */
  apply(payload: Uint8Array, what = 'what was kept'): void {
    try {
      const reader = new ByteReader(payload)
      const version = reader.varint()
      if (version > this.#form.version) throw KeptError.newer(what, version, this.#form.version)
      this.#bringTo(version)
      this.#samples.clear()
      this.#sheet = { reader: new ByteReader(payload), schema: this.#sheet.schema }
      while (!reader.atEnd) this.#applyItem(reader)
    } catch (error) {
      throw error instanceof ProtocolError ? KeptError.unreadable(what, error) : error
    }
  }

  #bringToToday(): void {
    if (this.#version > 0) this.#bringTo(this.#form.version)
  }

  /** A zone's journal only ever goes on in the same form or a newer one. */
  #bringTo(version: number): void {
    if (version === this.#version && version > 0) return
    if (version <= this.#version) {
      throw new ProtocolError(`Cannot read form ${version} after form ${this.#version}`)
    }
    const from = this.#version
    const steps = this.#form.steps.filter((step) => step.version > from && step.version <= version)
    if (steps.length > 0) this.#unshare()
    for (const step of steps) {
      for (const [uid, kept] of this.#entities) {
        applyStep(step, uid, read(kept))
        if (kept.lost) kept.lost = new Set([...kept.lost].map((name) => renamedBy(step, name)))
      }
    }
    this.#version = version
    this.#holder = partsOf(placeIn(version, HOLDER, this.#form))
  }

  /** A step may alter all that it is given. */
  #unshare(): void {
    for (const kept of this.#entities.values()) {
      const components = read(kept)
      for (const name of Object.keys(components)) components[name] = { ...components[name] }
    }
  }

  #applyItem(reader: ByteReader): void {
    const kind = reader.u8()
    if (kind === KEPT_ITEM.schema) this.#sheet = { ...this.#sheet, schema: readSchema(reader) }
    else if (kind === KEPT_ITEM.whole) this.#applyWhole(reader)
    else if (kind === KEPT_ITEM.changed) this.#applyChange(reader)
    else if (kind === KEPT_ITEM.gone) this.#entities.delete(reader.varint())
    else if (kind === KEPT_ITEM.sample) this.#readSample(reader)
    else if (kind === KEPT_ITEM.alike) this.#applyAlike(reader)
    else if (kind === KEPT_ITEM.detached) this.#applyDetached(reader)
    else if (kind === KEPT_ITEM.bearer) this.#applyBearer(reader)
    else throw new ProtocolError(`Cannot read a kept item of kind ${kind}`)
  }

  /** @param common  what it has besides: shared with others */
  #applyWhole(reader: ByteReader, common?: Sample): void {
    const { at } = reader
    const uid = skipRecord(reader, this.#sheet.schema)
    this.#entities.delete(uid)
    this.#entities.set(uid, {
      sheet: this.#sheet,
      at,
      common,
      components: undefined,
      lost: undefined,
    })
  }

  #readSample(reader: ByteReader): void {
    const { at } = reader
    const { uid: number, components } = readRecord(reader, this.#sheet.schema)
    reader.goTo(at)
    reader.varint()
    const parts: KeptPart[] = []
    readParts(reader, this.#sheet.schema, (component) => {
      const values: ColumnValue[] = []
      parts.push({ component, values, isShared: true })
      return values
    })
    this.#samples.set(number, { components, parts })
  }

  #applyAlike(reader: ByteReader): void {
    const number = reader.varint()
    const sample = this.#samples.get(number)
    if (!sample) throw new ProtocolError(`Cannot read what is like sample ${number}: there is none`)
    this.#applyWhole(reader, sample)
  }

  #applyBearer(reader: ByteReader): void {
    const bearer = readBearer(reader)
    this.bearers.set(bearer.uid, bearer)
  }

  #applyDetached(reader: ByteReader): void {
    const kept = this.#entities.get(reader.varint())
    const { name } = componentAt(this.#sheet.schema, reader.varint())
    if (!kept) return
    delete read(kept)[name]
    kept.lost ??= new Set()
    kept.lost.add(name)
  }

  #applyChange(reader: ByteReader): void {
    const uid = reader.varint()
    const { component, values } = readChange(reader, this.#sheet.schema, uid)
    const kept = this.#entities.get(uid)
    // A snapshot is taken over many ticks: what was gone by then may still have been changed
    // before.
    if (!kept) return
    kept.lost?.delete(component)
    const components = read(kept)
    components[component] = { ...components[component], ...values }
    const { component: place, column = '' } = this.#holder
    if (component !== place || !(column in values)) return
    this.#entities.delete(uid)
    this.#entities.set(uid, kept)
  }
}

/** What an entity has, as far as it was read: a step may alter what it is given, nobody else. */
function componentsOf(kept: Kept): EntityRecord['components'] {
  if (kept.components) return kept.components
  const { reader, schema } = kept.sheet
  reader.goTo(kept.at)
  return Object.assign(readRecord(reader, schema).components, kept.common?.components)
}

/** The same of one that was not read yet. */
function unreadParts({ sheet, at, common }: Kept, inHand: PartsInHand): readonly KeptPart[] {
  const { reader, schema } = sheet
  reader.goTo(at)
  reader.varint()
  inHand.clear()
  readParts(reader, schema, inHand.valuesOf)
  if (common) for (const part of common.parts) inHand.parts.push(part)
  return inHand.parts
}

/** The same, read from now on. */
function read(kept: Kept): SavedComponents {
  kept.components ??= { ...componentsOf(kept) }
  return kept.components
}
