import t from 'tap'
import { destroyEntity } from '#components/entities.ts'
import { roomOf } from '#systems/containment.ts'
import { nameOf } from '#systems/names.ts'
import { type Reported, type } from '#systems/testing.ts'
import type { Command } from './define.ts'
import { runLine } from './dispatch.ts'
import { COMMANDS } from './registry.ts'
import { SCENES, type SceneName, TestScene } from './testScene.ts'

/*
 * Every command, those that are yet to be written too, answers whatever it is asked: it does not
 * fail, writes what it says that it writes, and tells who asked what came of it.
 */

/** What is typed in every scene: nothing, what is wrong, what fits two, what is out of reach. */
const PLAIN = ['', 'zzyzx', 'hat', 'rat', 'anvil', 'Cyd']

/** What is typed by daylight beside those. */
const STRANGE = [
  'all',
  'all.hat',
  '2.hat',
  '9.hat',
  'hat-2',
  'Ada',
  'keeper',
  'carving',
  'up',
  'errand',
  'mend',
  '0',
  '-1',
  '1.5',
  '1e99',
  '99999999999999999999',
  '__proto__',
  'constructor',
  '"',
  "''",
  '.',
  '2.',
  '|',
  '%s {0}',
  '<b>&amp;</b>',
  '\u001b[2J',
  '\u202eback',
  'é💥ﷺ',
  '\ud800',
  'x'.repeat(4_096),
  'word '.repeat(819),
]

/** So long may an answer in words be: a few lines of a screen. */
const REFUSAL_CHARS_MAX = 320

/** Answers that neither repeat nor quote anything, and why they are enough. */
const ENOUGH: readonly (readonly [answer: RegExp, reason: string])[] = [
  [/^You are on your feet already\.$/, 'there is nothing to be done'],
  [/^You are not hurt\.$/, 'it is what was asked'],
  [/^You (have nothing in the bank|have no coins at hand|wear nothing)\.$/, 'it is the reason'],
  [/^You carry nothing that is wanted here\.$/, 'no name of a thing would help'],
  [/^Nobody here keeps a (shop|bank)\.$/, 'there is none to be named'],
  [/^(You (follow|ignore) nobody|Nobody follows you)\.$/, 'there is nothing to be done'],
  [/^(You keep yourself company already|However hard you try, there you still are)\.$/, 'a joke'],
  [/^There is no corpse here\.$/, 'no name of one would help'],
  [/^You can see nothing: you are blind\.$/, 'it is the reason'],
  [/^It is too dark to (do business|find a corpse|tell what lies around)/, 'a light would help'],
  [/^You cannot see the sky from here\. Go outdoors\.$/, 'it says what would work'],
  [/\b(at a time|with one other|letters at most)\b/, 'it says what would work'],
  [/^You need no words to reach yourself: thinking will do\.$/, 'it says what would work'],
  [/^You are on good terms with yourself\. Choose somebody else\.$/, 'it says what would work'],
  [/^You help yourself best by not getting hurt\.$/, 'it says what would work'],
]
const needed = new Set<RegExp>()

/**
 * The lines that give `filler` to `command`: bare, and in each place of each of its forms, the
 * other places filled with the hat.
 */
function linesOf({ name, usages }: Command, filler: string): string[] {
  const lines = new Set([`${name} ${filler}`.trim()])
  for (const { text } of usages) {
    const form = text.replace(/[[\]]/g, '').replace(/([a-z]+)\|[a-z|]+/g, '$1')
    const [first = '', ...rest] = form.split(/<[a-z]+>/)
    for (let at = 0; at < rest.length; at++) {
      const fill = (part: string, i: number) => `${i === at ? filler : 'hat'}${part}`
      lines.add(`${first}${rest.map(fill).join('')}`)
    }
    if (filler === '' && /[a-z] [a-z]/.test(first)) lines.add(first.trim())
  }
  return [...lines]
}

interface Answer {
  refused: boolean
  /** What is wrong with it, if anything is. */
  fault?: string
}

/** How `line` is answered. */
function answer(scene: TestScene, line: string, isPlain: boolean): Answer {
  const { zone, ada } = scene
  const before = roomOf(zone, ada)
  const from = zone.reported.length
  try {
    // To see what is written takes long: it is seen with plain words alone.
    if (isPlain) type(zone, ada, line)
    else runLine(zone, ada, line)
  } catch (error) {
    return { refused: false, fault: `fails: ${(error as Error).stack}` }
  }
  const isAnswer = ({ to, room, event }: Reported) =>
    to === ada || (event.actor === ada && (room === before || room === roomOf(zone, ada)))
  const answers = zone.reported.slice(from).filter(isAnswer)
  if (answers.length === 0) return { refused: false, fault: 'is not answered' }
  const refusals = answers.flatMap(({ event }) => (event.verb === 'refuse' ? [event.text!] : []))
  const fault = refusals.map((text) => faultOf(scene, text, line)).find(Boolean)
  return { refused: refusals.length > 0, ...(fault && { fault }) }
}

/** What is wrong with a refusal's words, if anything is. */
function faultOf(scene: TestScene, text: string, line: string): string | undefined {
  const fault = (what: string) => `${what}: ${text.slice(0, 160)}`
  if (text.length > REFUSAL_CHARS_MAX) return fault('is answered at too great length')
  if (!/^("|\p{Lu})/u.test(text)) return fault('is answered without a capital')
  if (!/[.?!]"?$/.test(text)) return fault('is answered without an end')
  if (/undefined|NaN|\[object|null|Something/.test(text)) return fault('is answered in our tongue')
  if (/\p{Cc}/u.test(text)) return fault('is answered with control characters')
  if (!isHelpful(scene, text, line)) return fault('says neither what was asked nor what would work')
  return undefined
}

/**
 * Whether `text` asks, quotes what was typed or what might be, repeats a word of `line` or names
 * something that there is.
 */
function isHelpful({ zone }: TestScene, text: string, line: string): boolean {
  if (/".*"|\?/.test(text)) return true
  const lower = text.toLowerCase()
  const words = line.toLowerCase().match(/\p{L}{2,}/gu) ?? []
  if (words.some((word) => lower.includes(word))) return true
  const names = [...zone.byUid.values()].map((each) => nameOf(zone, each).toLowerCase())
  if (names.some((name) => lower.includes(name.replace(/^an? /, '')))) return true
  const enough = ENOUGH.find(([answer]) => answer.test(text))
  if (enough) needed.add(enough[0])
  return enough !== undefined
}

/** Each new world looks at all entities of the thread: those of an old one would add up. */
function end({ zone }: TestScene): void {
  for (const entity of zone.byUid.values()) destroyEntity(zone.world, entity)
}

/** Has all of `fillers` tried upon `command`. @returns what is wrong with the answers */
function faults(command: Command, name: SceneName, fillers: readonly string[]): string[] {
  const found: string[] = []
  let scene = new TestScene(name)
  for (const line of fillers.flatMap((filler) => linesOf(command, filler))) {
    const { refused, fault } = answer(scene, line, fillers === PLAIN)
    if (fault) found.push(`"${line.slice(0, 60)}" ${fault}`)
    // What was done may be in the way of what comes next.
    if (refused) continue
    end(scene)
    scene = new TestScene(name)
  }
  end(scene)
  return found
}

for (const scene of SCENES) {
  t.test(`every command answers sensibly: ${scene}`, async (t) => {
    for (const command of COMMANDS) t.same(faults(command, scene, PLAIN), [], command.name)
  })
}

t.test('every command answers strange words sensibly', async (t) => {
  for (const command of COMMANDS) t.same(faults(command, 'lit', STRANGE), [], command.name)
})

t.test('no answer is excused that needs no excuse', async (t) => {
  t.same(
    ENOUGH.filter(([answer]) => !needed.has(answer)),
    [],
  )
})
