import t from 'tap'
import { emptyZone } from '#systems/testing.ts'
import { COMMANDS, commandFor, nearestCommands } from './registry.ts'

const zone = emptyZone()
const called = (word: string) => commandFor(zone, 0, word)?.name

t.test('every command can be called by its name and by each of its aliases', async (t) => {
  for (const { name, aliases = [] } of COMMANDS) {
    for (const word of [name, ...aliases, name.toUpperCase()]) t.equal(called(word), name, word)
  }
})

t.test('no two commands share a word', async (t) => {
  const words = COMMANDS.flatMap(({ name, aliases = [] }) => [name, ...aliases])
  t.same(
    words.filter((word, i) => words.indexOf(word) !== i),
    [],
  )
})

t.test('every command has a usage that begins with its name, and a sentence of help', async (t) => {
  for (const { name, usages, help, more, section } of COMMANDS) {
    t.ok(section, name)
    for (const { text } of usages) t.equal(text.split(' ')[0], name)
    t.match(help, /^[A-Z].*\.$/, name)
    if (more !== undefined) t.match(more, /[.!?]"?$/, name)
  }
})

t.test('abbreviations find what the trade expects', async (t) => {
  const expected: Record<string, string> = {
    n: 'north',
    e: 'east',
    s: 'south',
    w: 'west',
    u: 'up',
    d: 'down',
    ne: 'northeast',
    sw: 'southwest',
    l: 'look',
    i: 'inventory',
    in: 'in',
    inv: 'inventory',
    eq: 'equipment',
    ex: 'exits',
    exa: 'examine',
    x: 'examine',
    g: 'get',
    take: 'get',
    dr: 'drop',
    o: 'open',
    ou: 'out',
    c: 'cast',
    p: 'put',
    r: 'reply',
    re: 'read',
    rem: 'remove',
    t: 'tell',
    a: 'alias',
    sa: 'say',
    sc: 'score',
    em: 'emote',
    wh: 'who',
    whi: 'whisper',
    h: 'help',
    co: 'commands',
    to: 'toggle',
    k: 'kill',
    ki: 'kill',
    kic: 'kick',
    f: 'flee',
    con: 'consider',
    tnl: 'levels',
    st: 'stand',
    si: 'sit',
    sl: 'sleep',
    res: 'rest',
    un: 'unlock',
    una: 'unalias',
  }
  for (const [word, name] of Object.entries(expected)) t.equal(called(word), name, word)
})

t.test('every beginning of a name calls a command of that beginning', async (t) => {
  for (const { name, typedInFull } of COMMANDS) {
    for (let end = 1; end < name.length; end++) {
      const word = name.slice(0, end)
      const command = commandFor(zone, 0, word)
      if (typedInFull) t.not(command?.name, name, word)
      else t.ok(command?.name.startsWith(word) || command?.aliases?.includes(word), word)
    }
  }
})

t.test('what is no command calls none', async (t) => {
  for (const word of ['qui', 'lookk', 'constructor', '__proto__', '<', 'é']) {
    t.equal(called(word), undefined, word)
  }
})

t.test('slips find the nearest commands', async (t) => {
  t.same(nearestCommands('loko'), ['look', 'lock', 'loot'])
  t.same(nearestCommands('inventroy'), ['inventory'])
  t.same(nearestCommands('norht'), ['north'])
  t.same(nearestCommands('qui'), ['quit'])
  t.same(nearestCommands('q'), ['quit'])
  t.same(nearestCommands('frobnicate'), [])
  t.same(nearestCommands('x'.repeat(100_000)), [])
})
