import { stripVTControlCharacters } from 'node:util'
import t, { type Test } from 'tap'
import type { Client } from './client.ts'
import { Indoors } from './indoors.ts'
import { openWorld } from './world.ts'

/** The way of a new character to its first reward: what it types, and what it then reads of. */
const WAY: readonly [line: string, reads: string][] = [
  ['look', 'EXAMINE LEDGER'],
  ['examine ledger', 'READ NOTICE'],
  ['read notice', 'GET LABEL'],
  ['get label', 'WEAR LABEL'],
  ['wear label', 'Keep an INVENTORY'],
  ['inventory', 'SAY something civil'],
  ['say good day', 'TALK HESPER'],
  ['talk hesper', 'WIELD UMBRELLA'],
  ['get umbrella from stand', 'You take the gentleman'],
  ['wield umbrella', 'Go DOWN to the parcels store'],
  ['down', 'CONSIDER MOTH'],
  ['consider moth', 'KILL MOTH'],
  ['kill moth', 'GET ALL FROM CORPSE'],
  ['get all from corpse', 'aboard the Patience'],
  ['up', 'The Lost Property Office'],
  ['east', 'The Platform at Halfway'],
  ['in', 'LIST shows what Bettany Pell has'],
  ['list', 'BUY CAKE, or TEA'],
  ['buy tea', 'EAT or DRINK'],
  ['drink tea', 'TALK BETTANY'],
  ['talk bettany', 'TALK HESPER'],
  ['out', 'The Platform at Halfway'],
  ['west', 'Hesper Dunnock is waiting for a word'],
  ['talk hesper', 'Quest done: A Short Delay'],
]

/** A fight takes some rounds of two seconds. */
const PATIENCE_TICKS = 600
const STEP_TICKS = 5
const WAITS_MAX = 12

/** Where the way is walked. */
interface Walker {
  type(line: string): Promise<void>
  /** All that comes until `words` are among it, or patience ends; on one line. */
  readUntil(words: string): Promise<string>
}

async function walk(t: Test, walker: Walker): Promise<void> {
  await walker.readUntil('LOOK about you')
  for (const [line, words] of WAY) {
    await walker.type(line)
    const read = await walker.readUntil(words)
    t.ok(read.includes(words), `${line}: ${words}`, { read })
  }
  await walker.type('score')
  t.match(await walker.readUntil('level 2'), 'level 2')
}

function onOneLine(text: string): string {
  return stripVTControlCharacters(text).replace(/\s+/g, ' ')
}

function indoors(stage: Indoors): Walker {
  return {
    type: (line) => stage.type('ada', line),
    async readUntil(words) {
      let read = ''
      for (let ticks = 0; ticks < PATIENCE_TICKS; ticks += STEP_TICKS) {
        read = onOneLine(`${read} ${(await stage.read('ada')).join(' ')}`)
        if (read.includes(words)) break
        await stage.pass(STEP_TICKS)
      }
      return read
    },
  }
}

function overSockets(client: Client): Walker {
  return {
    type: async (line) => client.send(line),
    async readUntil(words) {
      let read = ''
      const holds = () => {
        read += client.take()
        return onOneLine(read).includes(words)
      }
      for (let waits = 0; waits < WAITS_MAX && !(await client.until(holds)); waits++);
      return onOneLine(read)
    },
  }
}

const AREAS = new URL('.', import.meta.resolve('#scripting/areas/load.ts'))

t.test('A newcomer is taught, fights, buys and is rewarded, in this thread', async (t) => {
  const stage = new Indoors(AREAS)
  await stage.enter('ada')
  await stage.pass(1)
  await walk(t, indoors(stage))
  await stage.close()
})

t.test('A newcomer is taught, fights, buys and is rewarded, over a socket', async (t) => {
  const world = await openWorld(t, { LOAM_AREAS: '' })
  await walk(t, overSockets(await world.newPlayer('ada')))
})

t.setTimeout(120_000)
