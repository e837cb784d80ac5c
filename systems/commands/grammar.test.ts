import fc from 'fast-check'
import t from 'tap'
import { compileUsage, parseArguments } from './grammar.ts'

const GET = ['get <item> [from <container>]'].map(compileUsage)
const PUT = ['put <item> in|into <container>'].map(compileUsage)
const SAY = ['say <text>'].map(compileUsage)
const TELL = ['tell <player> <text>'].map(compileUsage)
const LOOK = ['look [at] <target>', 'look in <container>', 'look'].map(compileUsage)

t.test('what is typed fills the places of a usage', async (t) => {
  const rows: [usages: typeof GET, typed: string, read: Record<string, string>][] = [
    [GET, 'lantern', { item: 'lantern' }],
    [GET, '  the brass   lantern ', { item: 'the brass lantern' }],
    [GET, 'all.coin from oak chest', { item: 'all.coin', container: 'oak chest' }],
    [GET, 'coin FROM chest', { item: 'coin', container: 'chest' }],
    [GET, 'coin from', { item: 'coin' }],
    [GET, 'from', { item: 'from' }],
    [GET, '', {}],
    [GET, '"brass lantern"', { item: 'brass lantern' }],
    [GET, "' '", { item: '' }],
    [PUT, 'coin in bag', { item: 'coin', container: 'bag' }],
    [PUT, 'coin into my bag', { item: 'coin', container: 'my bag' }],
    [PUT, 'coin bag', { item: 'coin bag' }],
    [SAY, '  well,   "hello"', { text: 'well,   "hello"' }],
    [SAY, '"hello"', { text: '"hello"' }],
    [TELL, 'bob come  here', { player: 'bob', text: 'come  here' }],
    [TELL, 'bob', { player: 'bob' }],
    [LOOK, 'at bob', { target: 'bob' }],
    [LOOK, 'bob', { target: 'bob' }],
    [LOOK, '', {}],
  ]
  for (const [usages, typed, read] of rows) {
    t.same(parseArguments(usages, typed), read, `${usages[0]!.text} | ${typed}`)
  }
})

t.test('the first usage that fits is taken', async (t) => {
  const usages = ['give <item> to <target>', 'give <item>'].map(compileUsage)
  t.same(parseArguments(usages, 'coin to bob'), { item: 'coin', target: 'bob' })
  t.same(parseArguments(usages, 'coin'), { item: 'coin' })
})

t.test('any text at all is read without a failure, into places that the usage has', async (t) => {
  const words = fc.constantFrom('from', 'in', 'to', '"', "'", 'coin', '2.coin', '__proto__', 'at')
  const line = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 200 }),
    fc.array(words, { maxLength: 12 }).map((parts) => parts.join(' ')),
  )
  const usages = fc.constantFrom(GET, PUT, SAY, TELL, LOOK)
  fc.assert(
    fc.property(usages, line, (usages, typed) => {
      const places = usages.flatMap(({ parts }) =>
        parts.map((part) => (part.kind === 'argument' ? part.name : '')),
      )
      const read = Object.entries(parseArguments(usages, typed))
      return read.every(([name, value]) => places.includes(name) && typed.length >= value.length)
    }),
  )
  t.pass('no text failed')
})
