import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { MemoryPresence } from './memoryPresence.ts'
import type { OnlineCharacter, Presence, Standing } from './presence.ts'
import { RedisLine } from './redisLine.ts'
import { type RedisScript, TAKE, TRIES } from './redisScripts.ts'
import { Roster } from './roster.ts'
import type { TriesRule, TryStep } from './tries.ts'

/** Who plays where a process was killed is gone after so long, and another renewal. */
const LIFE_MS = 8000
/** So often in this time each process says that it is there, and looks who else is. */
const RENEWALS = 4
const STOP_MS = 400
/** No character's field: how often the hash has changed. */
const VERSION = 'version'

export interface RedisPresenceOptions {
  url: string
  world: string
  onTrouble(words: string): void
  /** A test may live faster. */
  lifeMs?: number
}

interface Known {
  version: string
  characters: readonly OnlineCharacter[]
}

/**
 * Presence by a Redis server, and by this process alone whenever that does not answer.
 *
 * Each process has a hash of those who play with it, which expires unless it is renewed, and its
 * name in a set of all processes. Whatever Redis has forgotten is written again at the next
 * renewal.
 */
export class RedisPresence implements Presence {
  readonly counters = { answeredAlone: 0, losses: 0 }
  readonly #prefix: string
  readonly #process = randomUUID()
  readonly #line: RedisLine
  readonly #roster = new Roster()
  /** For as long as Redis does not answer. */
  readonly #alone = new MemoryPresence()
  readonly #renewing: NodeJS.Timeout
  readonly #lifeMs: number
  #elsewhere: ReadonlyMap<string, Known> = new Map()
  #seenAtMs = 0
  #isRenewing = false
  #looking: Promise<void> = Promise.resolve()
  /** The look after the one that is under way, which may not see what has just been written. */
  #nextLook: Promise<void> | undefined
  #version = 1
  /** Those who stand otherwise than was written. */
  readonly #described = new Set<number>()

  constructor({ url, world, onTrouble, lifeMs = LIFE_MS }: RedisPresenceOptions) {
    this.#prefix = `loam:${world}:`
    this.#lifeMs = lifeMs
    this.#line = new RedisLine({
      url,
      onOpen: () => void this.#renew(),
      onLost: () => {
        this.counters.losses++
      },
      onTrouble,
    })
    this.#renewing = setInterval(() => void this.#renew(), lifeMs / RENEWALS).unref()
  }

  online(): readonly OnlineCharacter[] {
    const isPast = performance.now() - this.#seenAtMs > this.#lifeMs
    const elsewhere = isPast ? [] : [...this.#elsewhere.values()]
    return this.#roster.with(elsewhere.flatMap(({ characters }) => characters))
  }

  lookAgain(): Promise<void> {
    const look = () => {
      this.#nextLook = undefined
      this.#looking = this.#readAll()
      return this.#looking
    }
    this.#nextLook ??= this.#looking.then(look, look)
    return this.#nextLook
  }

  /** It is written at the next renewal, however often it changes until then. */
  describe(uid: number, standing: Standing): void {
    if (this.#roster.describe(uid, standing)) this.#described.add(uid)
  }

  arrive(character: OnlineCharacter): () => void {
    const arrived = this.#roster.arrive(character)
    this.#write(arrived.uid)
    return () => {
      if (this.#roster.leave(arrived)) this.#write(arrived.uid)
    }
  }

  async take(key: string, max: number, perMs: number): Promise<number> {
    const waitMs = await this.#run(TAKE, `take:${key}`, [max, perMs])
    return waitMs ?? this.#alone.take(key, max, perMs)
  }

  async tries(key: string, rule: TriesRule, step: TryStep): Promise<number> {
    const { free, firstWaitMs, longestWaitMs, forgetMs } = rule
    const args = [step, free, firstWaitMs, longestWaitMs, forgetMs]
    return (await this.#run(TRIES, `tries:${key}`, args)) ?? this.#alone.tries(key, rule, step)
  }

  async remember(key: string, text: string, lifeMs: number): Promise<void> {
    const life = { type: 'PX', value: Math.ceil(lifeMs) } as const
    const at = `${this.#prefix}text:${key}`
    const asked = await this.#line.ask((client) => client.set(at, text, { expiration: life }))
    if (!asked) await this.#alone.remember(key, text, lifeMs)
  }

  async recall(key: string): Promise<string | undefined> {
    const asked = await this.#line.ask((client) => client.get(`${this.#prefix}text:${key}`))
    if (asked) return asked.answer ?? undefined
    this.counters.answeredAlone++
    return this.#alone.recall(key)
  }

  async stop(): Promise<void> {
    clearInterval(this.#renewing)
    const key = this.#keyOf(this.#process)
    const leaving = this.#line.ask((client) =>
      client.multi().del(key).sRem(this.#processes, this.#process).exec(),
    )
    await Promise.race([leaving, delay(STOP_MS)])
    this.#line.stop()
  }

  get #processes(): string {
    return `${this.#prefix}processes`
  }

  #keyOf(process: string): string {
    return `${this.#prefix}online:${process}`
  }

  async #run(
    script: RedisScript,
    key: string,
    args: readonly (string | number)[],
  ): Promise<number | undefined> {
    const answer = await this.#line.run(script, this.#prefix + key, args.map(String))
    if (answer === undefined) this.counters.answeredAlone++
    return answer
  }

  /** Who plays a character here, or that nobody does. A write that is lost is made good later. */
  #write(uid: number): void {
    const holder = this.#roster.holder(uid)
    const key = this.#keyOf(this.#process)
    const field = String(uid)
    const version = String(++this.#version)
    void this.#line.ask((client) => {
      const change = client.multi().hSet(key, VERSION, version).pExpire(key, this.#lifeMs)
      return (
        holder ? change.hSet(key, field, JSON.stringify(holder)) : change.hDel(key, field)
      ).exec()
    })
  }

  async #renew(): Promise<void> {
    if (this.#isRenewing) return
    this.#isRenewing = true
    await this.#writeDescribed()
    if (!(await this.#isWritten())) await this.#writeAll()
    await this.lookAgain()
    this.#isRenewing = false
  }

  /** A write that is lost is made good at once: the version is another then. */
  async #writeDescribed(): Promise<void> {
    const holders = [...this.#described].flatMap((uid) => this.#roster.holder(uid) ?? [])
    this.#described.clear()
    if (holders.length === 0) return
    const fields = { ...fieldsOf(holders), [VERSION]: String(++this.#version) }
    await this.#line.ask((client) => client.hSet(this.#keyOf(this.#process), fields))
  }

  /** Lets it live on if it is as it should be. */
  async #isWritten(): Promise<boolean> {
    const key = this.#keyOf(this.#process)
    const version = String(this.#version)
    const asked = await this.#line.ask((client) =>
      client
        .multi()
        .hGet(key, VERSION)
        .pExpire(key, this.#lifeMs)
        .sAdd(this.#processes, this.#process)
        .execTyped(),
    )
    return asked?.answer[0] === version
  }

  async #writeAll(): Promise<void> {
    const key = this.#keyOf(this.#process)
    const fields = { ...fieldsOf(this.#roster.here), [VERSION]: String(this.#version) }
    await this.#line.ask((client) =>
      client.multi().del(key).hSet(key, fields).pExpire(key, this.#lifeMs).exec(),
    )
  }

  /** Only lists that have changed are read again. */
  async #readAll(): Promise<void> {
    const asked = await this.#line.ask(async (client) => {
      const processes = await client.sMembers(this.#processes)
      const others = processes.filter((process) => process !== this.#process)
      const read = others.map(async (process): Promise<[string, Known | undefined]> => {
        const version = await client.hGet(this.#keyOf(process), VERSION)
        const known = this.#elsewhere.get(process)
        if (version === null || known?.version === version) {
          return [process, version === null ? undefined : known]
        }
        const list = await client.hVals(this.#keyOf(process))
        return [process, { version, characters: list.flatMap(readCharacter) }]
      })
      return Promise.all(read)
    })
    if (!asked) return
    const gone = asked.answer.filter(([, known]) => known === undefined).map(([name]) => name)
    this.#elsewhere = new Map(
      asked.answer.flatMap(([name, known]) => (known ? [[name, known]] : [])),
    )
    this.#seenAtMs = performance.now()
    if (gone.length > 0) await this.#line.ask((client) => client.sRem(this.#processes, gone))
  }
}

/** A process's hash: who plays there, by uid. */
function fieldsOf(characters: Iterable<OnlineCharacter>): Record<string, string> {
  return Object.fromEntries([...characters].map((each) => [String(each.uid), JSON.stringify(each)]))
}

/** Nobody if it is not one of ours: Redis may be shared, and run with. */
function readCharacter(text: string): OnlineCharacter[] {
  try {
    const { uid, name, edge, since, standing } = JSON.parse(text)
    const isOne = typeof name === 'string' && typeof edge === 'string'
    if (!isOne || !Number.isSafeInteger(uid)) return []
    return [{ uid, name, edge, since: Number(since), ...standingIn(standing) }]
  } catch {
    return []
  }
}

function standingIn(read: Partial<Standing> | undefined): Pick<OnlineCharacter, 'standing'> {
  const { level, title, away } = read ?? {}
  const isOne = typeof level === 'number' && typeof title === 'string' && typeof away === 'string'
  return isOne ? { standing: { level, title, away } } : {}
}
