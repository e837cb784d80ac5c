import t from 'tap'
import { personaText } from '#systems/company/persona.ts'
import { returnSystem } from '#systems/company/returnSystem.ts'
import { TestHouse } from '#systems/testHouse.ts'
import { runTurns, spawnPlayer, type } from '#systems/testing.ts'

t.test('a title follows the name in who and whois, and can be taken away', async (t) => {
  const house = new TestHouse()
  const { zone, ada, bob } = house
  t.same(house.events('title  the   Lost '), [
    { verb: 'note', text: 'Your title is now: the Lost' },
  ])
  t.same(type(zone, bob, 'who')[0]?.event['list'], [
    { actor: ada, linkDead: false, title: 'the Lost' },
    { actor: bob, linkDead: false },
  ])
  t.equal(type(zone, bob, 'whois ada')[0]?.event['title'], 'the Lost')
  t.equal(house.refusal(`title ${'x'.repeat(41)}`), 'A title has 40 letters at most.')
  house.events('title none')
  t.equal(personaText(zone, ada, 'title'), '')
  t.same(house.events('title'), [{ verb: 'note', text: 'You have no title.' }])
})

t.test('a description is what others see, and grows by paragraphs up to its limit', async (t) => {
  const house = new TestHouse()
  const { zone, bob } = house
  house.events('setdesc A small woman.')
  house.events('setdesc + Ink on her hands.')
  const seen = 'A small woman.\nInk on her hands.'
  t.equal(type(zone, bob, 'look ada')[0]?.event.text, seen)
  t.equal(
    house.refusal(`setdesc + ${'x'.repeat(1_000)}`),
    'A description has 1,000 letters at most; that would be 1033.',
  )
  t.equal(type(zone, bob, 'whois ada')[0]?.event.text, seen)
  house.events('setdesc none')
  t.equal(type(zone, bob, 'look ada')[0]?.event.text, 'There is nothing special about Ada.')
})

t.test('who is away shows it where players are listed', async (t) => {
  const { zone, ada, bob, hall } = new TestHouse()
  t.same(type(zone, bob, 'afk tea'), [
    { room: hall, event: { verb: 'away', actor: bob, text: 'tea' } },
  ])
  t.same(type(zone, ada, 'who')[0]?.event['list'], [
    { actor: ada, linkDead: false },
    { actor: bob, linkDead: false, away: 'tea' },
  ])
  t.same(type(zone, bob, 'afk'), [{ room: hall, event: { verb: 'back', actor: bob } }])
})

t.test('who comes into the world is not away', async (t) => {
  const { zone, bob, hall } = new TestHouse()
  type(zone, bob, 'afk tea')
  zone.report.show(hall, { verb: 'enterWorld', actor: bob })
  runTurns(zone, returnSystem, 1)
  t.equal(personaText(zone, bob, 'away'), '')
})

t.test('who is not to be disturbed turns whispers and invitations away', async (t) => {
  const house = new TestHouse()
  const { zone, bob } = house
  type(zone, bob, 'dnd')
  const answer = 'Bob does not wish to be disturbed now.'
  for (const line of ['whisper bob hi', 'invite bob']) {
    t.equal(house.refusal(line), answer, line)
  }
  type(zone, bob, 'dnd')
  t.equal(house.refusal('whisper bob hi'), undefined)
})

t.test('who is ignored is refused, and so is talk to whom one ignores', async (t) => {
  const house = new TestHouse()
  const { zone, bob } = house
  type(zone, bob, 'ignore ad')
  for (const line of ['whisper bob hi', 'sayto bob hi']) t.ok(house.refusal(line), line)
  t.equal(
    type(zone, bob, 'whisper ada hi')[0]?.event.text,
    'You ignore Ada. "unignore ada" changes that.',
  )
  t.same(type(zone, bob, 'ignore')[0]?.event.text, 'You ignore Ada.')
  type(zone, bob, 'unignore ada')
  t.equal(house.refusal('whisper bob hi'), undefined)
})

t.test('one may ignore who is not here, and only names', async (t) => {
  const house = new TestHouse()
  const { zone, hall, ada } = house
  const refusals: [line: string, answer: string][] = [
    ['ignore me', 'However hard you try, there you still are.'],
    ['ignore ada', 'However hard you try, there you still are.'],
    ['ignore x1 y', 'No player is called "x1 y".'],
    ['unignore', 'You ignore nobody.'],
    ['unignore eve', 'You ignore nobody.'],
  ]
  for (const [line, answer] of refusals) t.equal(house.refusal(line), answer, line)
  house.events('ignore Eve')
  t.equal(house.refusal('ignore eve'), 'You ignore Eve already.')
  t.equal(house.refusal('unignore bob'), 'You do not ignore any "bob".')
  const eve = spawnPlayer(zone, 'Eve', hall)
  t.equal(type(zone, eve, 'whisper ada hi')[0]?.event.verb, 'refuse')
  house.events("ignore O'Neil")
  t.equal(personaText(zone, ada, 'ignored'), "eve o'neil")
  house.events('unignore all')
  t.equal(personaText(zone, ada, 'ignored'), '')
})

t.test('no more than fifty can be ignored', async (t) => {
  const house = new TestHouse()
  for (let i = 0; i < 50; i++) {
    house.events(`ignore abc${String.fromCharCode(97 + (i % 26), 97 + Math.floor(i / 26))}`)
  }
  t.match(house.refusal('ignore zora'), /^You ignore 50 players/)
})

t.test('whois needs a player', async (t) => {
  const house = new TestHouse()
  t.equal(house.refusal('whois'), 'Whom do you mean? Try "whois <player>".')
  t.equal(
    house.refusal('whois zed'),
    'There is no player "zed" here now. "who" lists those there are.',
  )
  t.equal(house.events('whois me')[0]?.actor, house.ada)
})
