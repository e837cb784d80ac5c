import t from 'tap'
import { TestHouse } from '#systems/testHouse.ts'
import { type Reported, spawnPlayer, type } from '#systems/testing.ts'

/** What Ada types reaches the hall, but for Bob, who ignores her. */
const EXPRESSED: [line: string, verbs: string[]][] = [
  ['say hello', ['say']],
  ['sayto cyd hello', ['sayTo']],
  ['emote waves.', ['emote']],
  [";'s lamp flickers.", ['semipose']],
  ['smile', ['social']],
  ['smile me', ['social']],
  ['smile cyd', ['social']],
  ['ask cyd how are you?', ['sayTo']],
  ['ask cyd about bread', ['ask']],
  ['whisper cyd hello', ['overhear']],
  ['afk tea', ['away']],
  ['afk', ['back']],
]

t.test('whoever ignores somebody notices nothing of what they say or act', async (t) => {
  const { zone, ada, bob, hall } = new TestHouse()
  spawnPlayer(zone, 'Cyd', hall)
  const shown = (line: string) => type(zone, ada, line).filter(({ room }) => room === hall)
  const verbsOf = (reported: Reported[]) => reported.map(({ event }) => event.verb)
  t.same(shown('smile')[0]!.except, undefined, 'nobody ignores her yet')
  type(zone, bob, 'ignore ada')
  for (const [line, verbs] of EXPRESSED) {
    const reported = shown(line)
    t.same(verbsOf(reported), verbs, line)
    t.same(reported[0]!.except, [bob], line)
  }
  type(zone, bob, 'unignore ada')
  t.same(shown('smile')[0]!.except, undefined, 'nor any longer')
})

t.test('what an ignored player does is seen like that of any other', async (t) => {
  const house = new TestHouse()
  const { zone, ada, bob, hall } = house
  house.item('coin', hall)
  type(zone, bob, 'ignore ada')
  for (const line of ['get coin', 'drop coin', 'sit']) {
    t.same(
      type(zone, ada, line).map(({ except }) => except),
      [undefined],
      line,
    )
  }
})

t.test('nor does one who ignores another of the party hear what that one tells it', async (t) => {
  const { zone, ada, bob, hall } = new TestHouse()
  const cyd = spawnPlayer(zone, 'Cyd', hall)
  for (const [who, line] of [
    [ada, 'invite bob'],
    [bob, 'join'],
    [ada, 'invite cyd'],
    [cyd, 'join'],
    [bob, 'ignore ada'],
  ] as const) {
    type(zone, who, line)
  }
  const reached = (who: number) => type(zone, who, 'gtell hello').map(({ to }) => to)
  t.same(reached(ada), [ada, cyd])
  t.same(reached(bob), [ada, bob, cyd])
})
