import { setTimeout as delay } from 'node:timers/promises'
import { createClient } from 'redis'
import type { RedisScript } from './redisScripts.ts'

/** An answer that takes longer is not waited for. */
const ANSWER_MS = 200
const CONNECT_MS = 2000
const RETRY_FIRST_MS = 50
const RETRY_LAST_MS = 1000
/** While it does not answer it is asked so often whether it does again. */
const PROBE_MS = 250
/** Probes without an answer, after which the connection is made anew. */
const PROBES_MAX = 20
/** Commands on their way; more are refused. */
const COMMANDS_MAX = 2000

export interface RedisLineOptions {
  url: string
  /** It can be asked: for the first time, or again. What was kept there may be gone. */
  onOpen(): void
  /** It cannot be asked any more. */
  onLost(): void
  onTrouble(words: string): void
}

function newClient(url: string) {
  return createClient({
    url,
    socket: {
      connectTimeout: CONNECT_MS,
      reconnectStrategy: (tries) =>
        Math.min(RETRY_FIRST_MS * 2 ** tries, RETRY_LAST_MS) * (0.5 + Math.random() / 2),
    },
    disableOfflineQueue: true,
    commandsQueueMaxLength: COMMANDS_MAX,
  })
}

type Client = ReturnType<typeof newClient>

/**
 * A connection to Redis that never keeps anyone waiting.
 *
 * The client by itself would wait for a frozen server for ever, and keep all that is asked
 * meanwhile. The first answer that is late closes the line here: nothing else is asked until a
 * probe finds Redis answering again.
 */
export class RedisLine {
  readonly #options: RedisLineOptions
  #client: Client
  #isOpen = false
  #isStopped = false
  #isProbing = false
  #told = ''

  constructor(options: RedisLineOptions) {
    this.#options = options
    this.#client = this.#connect()
  }

  /**
   * What Redis answers; undefined if it does not, soon enough.
   *
   * @param command  is given the client; what it throws counts as no answer
   */
  async ask<T>(command: (client: Client) => Promise<T>): Promise<{ answer: T } | undefined> {
    if (!this.#isOpen) return undefined
    const client = this.#client
    const outcome = await inTime((async () => command(client))())
    if (outcome === 'late') this.#lose('it does not answer')
    else if ('error' in outcome) this.#tell(`Redis could not: ${outcome.error}`)
    else return outcome
    return undefined
  }

  async run(script: RedisScript, key: string, args: string[]): Promise<number | undefined> {
    const how = { keys: [key], arguments: args }
    const asked = await this.ask(async (client) => {
      try {
        return await client.evalSha(script.sum, how)
      } catch (error) {
        if (!String(error).includes('NOSCRIPT')) throw error
        return client.eval(script.text, how)
      }
    })
    return asked && Number(asked.answer)
  }

  stop(): void {
    this.#isStopped = true
    this.#isOpen = false
    this.#client.destroy()
  }

  #connect(): Client {
    const client = newClient(this.#options.url)
    client.on('error', (error) => {
      if (client === this.#client) this.#lose(wordsOf(error))
    })
    client.on('ready', () => void this.#probe())
    client.connect().catch(() => {}) // it has told of its error
    return client
  }

  #lose(reason: string): void {
    if (this.#isStopped) return
    this.#tell(`Redis cannot be reached: ${reason}`)
    if (!this.#isOpen) return
    this.#isOpen = false
    this.#options.onLost()
    void this.#probe()
  }

  /** Until it answers, or is found to be gone by the client, which says when it is ready again. */
  async #probe(): Promise<void> {
    if (this.#isProbing) return
    this.#isProbing = true
    for (let probes = 1; !this.#isStopped && !this.#isOpen; probes++) {
      const client = this.#client
      const outcome = client.isReady ? await inTime(client.ping()) : 'late'
      if (this.#isStopped) break
      if (outcome !== 'late' && 'answer' in outcome) this.#open()
      else if (!client.isReady) break
      else if (probes % PROBES_MAX === 0) this.#replace()
      else await delay(PROBE_MS, undefined, { ref: false })
    }
    this.#isProbing = false
  }

  #open(): void {
    this.#isOpen = true
    this.#told = ''
    this.#options.onOpen()
  }

  /** A cable may be cut without a word: TCP would wait for a quarter of an hour. */
  #replace(): void {
    this.#client.destroy()
    this.#client = this.#connect()
  }

  /** Once, however often it is tried in vain. */
  #tell(words: string): void {
    if (words !== this.#told) this.#options.onTrouble(words)
    this.#told = words
  }
}

async function inTime<T>(asked: Promise<T>): Promise<{ answer: T } | { error: string } | 'late'> {
  const answered = asked.then(
    (answer) => ({ answer }),
    (error) => ({ error: wordsOf(error) }),
  )
  let timer: NodeJS.Timeout | undefined
  // If it was us who were busy, the answer has come by then, and is read between the two.
  const patience = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => setImmediate(() => resolve('late')), ANSWER_MS)
  })
  const outcome = await Promise.race([answered, patience])
  clearTimeout(timer)
  return outcome
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
