import { Location } from '#components/location.ts'
import {
  type FormStep,
  SAVED_FORM,
  type SavedComponents,
  type SavedForm,
} from '#components/savedForm.ts'
import { UidIndex } from '#components/uidIndex.ts'
import { ByteReader, ProtocolError } from '#protocol/bytes.ts'
import {
  type ColumnValue,
  componentAt,
  readChange,
  readParts,
  skipRecord,
} from '#protocol/record.ts'
import { readSchema, type WireSchema } from '#protocol/schema.ts'
import { type Bearer, readBearer } from './bearerItem.ts'
import { KEPT_ITEM } from './durable.ts'
import { applyStep, partsOf, placeIn, renamedBy } from './formSteps.ts'
import { KeptError } from './keptError.ts'
import {
  componentsIn,
  type KeptEntity,
  type KeptPart,
  type KeptWholes,
  Parting,
  PartsInHand,
} from './keptParts.ts'
import { type KeptPlace, KeptPlaces } from './keptPlaces.ts'

const HOLDER = `${Location.schema.name}.holder`

/** Room is made for so many entities as a payload of a whole zone is likely to have. */
const ENTITY_BYTES = 50

/** A payload, and the schema by which it is written from some place on. */
interface Sheet {
  reader: ByteReader
  schema: WireSchema
  /** Entities that are written down there. */
  uses: number
}

/** An entity that was read: its own payload does not tell any longer what it has. */
interface Read {
  parts: KeptPart[]
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
  /** Where each entity is written down: it is read when somebody asks for it. */
  readonly #places = new KeptPlaces()
  /** Their numbers there, by their uids. */
  readonly #numbers = new UidIndex()
  /** What they are written on; a history may have so many that none is held which is not used. */
  readonly #sheets: (Sheet | undefined)[] = []
  /** What many have in common. */
  readonly #samples: (readonly KeptPart[])[] = []
  /** Those that were read, by their numbers. */
  readonly #read = new Map<number, Read>()
  readonly #inHand = new PartsInHand()
  readonly #parting = new Parting()
  /** Those who were not kept and had something that is, by their uids. */
  readonly bearers = new Map<number, Bearer>()
  /** The form in which the entities are now; 0 until there is anything. */
  #version = 0
  /** What is being read, and its number; -1: nothing stands there yet. */
  #sheet: Sheet = { reader: new ByteReader(new Uint8Array()), schema: [], uses: 0 }
  #sheetNumber = -1
  /** Samples of the payload that is being read, by the numbers it gives them. */
  readonly #sampleNumbers = new Map<number, number>()
  /** Where the holder of an entity stands in that form. */
  #holder = partsOf(HOLDER)

  constructor(form: SavedForm = SAVED_FORM) {
    this.#form = form
  }

  get size(): number {
    return this.#numbers.size
  }

  /**
   * The entities in today's form, in the order in which they came to where they are. Nothing of an
   * older form can be applied after it.
   *
   * @throws {KeptError} if one cannot be brought to that form
   */
  records(): KeptEntity[] {
    this.#bringToToday()
    const records: KeptEntity[] = []
    this.#places.forEach((number, uid) => {
      const lost = this.#read.get(number)?.lost
      const entity = { uid, components: this.#componentsOf(number) }
      records.push(lost ? { ...entity, lost } : entity)
    })
    return records
  }

  /**
   * The same, one by one and part by part: of a large zone, all at once would take many times its
   * memory, and three times as long.
   */
  wholes(): KeptWholes {
    this.#bringToToday()
    return {
      forEach: (use) => {
        this.#places.forEach((number, uid) => {
          const known = this.#read.get(number)
          const parts = known ? known.parts : this.#unreadParts(number)
          use({ uid, parts, lost: known?.lost })
        })
      },
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
      this.#makeRoom(Math.floor(payload.length / ENTITY_BYTES))
      this.#sampleNumbers.clear()
      this.#turnTo(new ByteReader(payload), this.#sheet.schema)
      while (!reader.atEnd) this.#applyItem(reader)
    } catch (error) {
      throw error instanceof ProtocolError ? KeptError.unreadable(what, error) : error
    }
  }

  #makeRoom(count: number): void {
    this.#numbers.makeRoom(this.size + count)
    this.#places.makeRoom(count)
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
    if (steps.length > 0) {
      this.#places.forEach((number, uid) => {
        this.#alter(this.#reading(number), uid, steps)
      })
    }
    this.#version = version
    this.#holder = partsOf(placeIn(version, HOLDER, this.#form))
  }

  /** Brings an entity to a newer form. */
  #alter(known: Read, uid: number, steps: readonly FormStep[]): void {
    const components = componentsIn(known.parts)
    for (const step of steps) {
      applyStep(step, uid, components)
      if (known.lost) known.lost = new Set([...known.lost].map((name) => renamedBy(step, name)))
    }
    known.parts = this.#parting.partsOf(components)
  }

  #applyItem(reader: ByteReader): void {
    const kind = reader.u8()
    if (kind === KEPT_ITEM.schema) this.#turnTo(this.#sheet.reader, readSchema(reader))
    else if (kind === KEPT_ITEM.whole) this.#applyWhole(reader)
    else if (kind === KEPT_ITEM.changed) this.#applyChange(reader)
    else if (kind === KEPT_ITEM.gone) this.#forget(reader.varint())
    else if (kind === KEPT_ITEM.sample) this.#readSample(reader)
    else if (kind === KEPT_ITEM.alike) this.#applyAlike(reader)
    else if (kind === KEPT_ITEM.detached) this.#applyDetached(reader)
    else if (kind === KEPT_ITEM.bearer) this.#applyBearer(reader)
    else throw new ProtocolError(`Cannot read a kept item of kind ${kind}`)
  }

  /** What follows is of another payload, or written by another schema. */
  #turnTo(reader: ByteReader, schema: WireSchema): void {
    this.#sheet = { reader, schema, uses: 0 }
    this.#sheetNumber = -1
  }

  /** @param sample  what it has besides, shared with others: the number of one; 0: nothing */
  #applyWhole(reader: ByteReader, sample = 0): void {
    const { at } = reader
    const uid = skipRecord(reader, this.#sheet.schema)
    if (uid === 0) throw new ProtocolError('Cannot read an entity whose uid is 0')
    this.#forget(uid)
    if (this.#sheetNumber < 0) this.#sheetNumber = this.#sheets.push(this.#sheet) - 1
    this.#stand(uid, { sheet: this.#sheetNumber, at, sample })
  }

  /** @returns its number */
  #stand(uid: number, place: KeptPlace): number {
    const number = this.#places.add(uid, place)
    this.#numbers.set(uid, number)
    this.#sheets[place.sheet]!.uses++
    return number
  }

  #forget(uid: number): void {
    const number = this.#numbers.get(uid)
    if (number === undefined) return
    this.#numbers.delete(uid)
    this.#leave(number)
  }

  #leave(number: number): void {
    const { sheet: left } = this.#places.of(number)
    const sheet = this.#sheets[left]!
    sheet.uses--
    if (sheet.uses === 0 && sheet !== this.#sheet) this.#sheets[left] = undefined
    this.#places.delete(number)
    this.#read.delete(number)
  }

  #readSample(reader: ByteReader): void {
    const given = reader.varint()
    const parts: KeptPart[] = []
    readParts(reader, this.#sheet.schema, (component) => {
      const values: ColumnValue[] = []
      parts.push({ component, values, isShared: true })
      return values
    })
    this.#sampleNumbers.set(given, this.#samples.push(parts))
  }

  #applyAlike(reader: ByteReader): void {
    const given = reader.varint()
    const sample = this.#sampleNumbers.get(given)
    if (!sample) throw new ProtocolError(`Cannot read what is like sample ${given}: there is none`)
    this.#applyWhole(reader, sample)
  }

  #applyBearer(reader: ByteReader): void {
    const bearer = readBearer(reader)
    this.bearers.set(bearer.uid, bearer)
  }

  #applyDetached(reader: ByteReader): void {
    const number = this.#numbers.get(reader.varint())
    const { name } = componentAt(this.#sheet.schema, reader.varint())
    if (number === undefined) return
    const known = this.#reading(number)
    known.parts = known.parts.filter(({ component }) => component.name !== name)
    known.lost ??= new Set()
    known.lost.add(name)
  }

  #applyChange(reader: ByteReader): void {
    const uid = reader.varint()
    const { component, values } = readChange(reader, this.#sheet.schema, uid)
    const number = this.#numbers.get(uid)
    // A snapshot is taken over many ticks: what was gone by then may still have been changed
    // before.
    if (number === undefined) return
    const known = this.#reading(number)
    known.lost?.delete(component)
    this.#parting.putInto(known.parts, component, values)
    const { component: place, column = '' } = this.#holder
    if (component !== place || !(column in values)) return
    const last = this.#stand(uid, this.#places.of(number))
    this.#leave(number)
    this.#read.set(last, known)
  }

  #componentsOf(number: number): SavedComponents {
    return componentsIn(this.#read.get(number)?.parts ?? this.#unreadParts(number))
  }

  /** What an entity has, read from now on. */
  #reading(number: number): Read {
    const known = this.#read.get(number)
    if (known) return known
    const parts = this.#unreadParts(number).map((part) =>
      part.isShared ? part : { component: part.component, values: [...part.values] },
    )
    const reading = { parts, lost: undefined }
    this.#read.set(number, reading)
    return reading
  }

  /** What an entity has that was not read, until the next one is asked for. */
  #unreadParts(number: number): readonly KeptPart[] {
    const { sheet, at, sample } = this.#places.of(number)
    const { reader, schema } = this.#sheets[sheet]!
    reader.goTo(at)
    reader.varint()
    const inHand = this.#inHand
    inHand.begin()
    readParts(reader, schema, inHand.valuesOf)
    const common = this.#sample(sample)
    if (common) inHand.add(common)
    return inHand.take()
  }

  /** Samples are counted from 1. */
  #sample(number: number): readonly KeptPart[] | undefined {
    return this.#samples[number - 1]
  }
}
