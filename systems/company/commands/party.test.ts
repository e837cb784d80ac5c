import t from 'tap'
import { Identity } from '#components/identity.ts'
import { partyMembers, partyOf } from '#systems/company/parties.ts'
import { partySystem } from '#systems/company/partySystem.ts'
import { destroy } from '#systems/spawn.ts'
import { TestHouse } from '#systems/testHouse.ts'
import { runTurns, spawnPlayer, type } from '#systems/testing.ts'

/** Ada's party of three: Ada, Bob and Cyd. */
function threesome() {
  const house = new TestHouse()
  const { zone, ada, bob, hall } = house
  const cyd = spawnPlayer(zone, 'Cyd', hall)
  for (const each of [bob, cyd]) {
    type(zone, ada, `invite ${each === bob ? 'bob' : 'cyd'}`)
    type(zone, each, 'join')
  }
  return { house, zone, ada, bob, cyd }
}

t.test('an invitation makes a party of whoever joins', async (t) => {
  const { zone, ada, bob } = new TestHouse()
  const asked = { verb: 'partyInvite', actor: ada, target: bob }
  t.same(type(zone, ada, 'invite bob'), [
    { to: ada, event: asked },
    { to: bob, event: asked },
  ])
  t.same(partyMembers(zone, ada), [])
  const joined = { verb: 'partyJoin', actor: bob, target: ada }
  t.same(type(zone, bob, 'join ada'), [
    { to: ada, event: joined },
    { to: bob, event: joined },
  ])
  t.same(partyMembers(zone, bob), [ada, bob])
  t.equal(partyOf(zone, bob), Identity.uid[ada])
})

t.test('party shows how all are, and where', async (t) => {
  const { house, ada, bob, cyd } = threesome()
  const well = { hp: 20, hpMax: 20 }
  const here = { linkDead: false, here: true, ...well }
  t.same(house.events('group'), [
    {
      verb: 'party',
      list: [
        { actor: ada, leads: true, ...here },
        { actor: bob, leads: false, ...here },
        { actor: cyd, leads: false, ...here },
      ],
    },
  ])
})

t.test('gtell and report reach the party, and nobody else', async (t) => {
  const { zone, ada, bob, cyd, house } = threesome()
  spawnPlayer(zone, 'Dot', house.hall)
  const told = { verb: 'gtell', actor: bob, text: 'come' }
  t.same(
    type(zone, bob, 'gtell come'),
    [ada, bob, cyd].map((to) => ({ to, event: told })),
  )
  const event = { verb: 'report', actor: bob, hp: 20, hpMax: 20 }
  t.same(
    type(zone, bob, 'report'),
    [ada, bob, cyd].map((to) => ({ to, event })),
  )
})

t.test('when the leader leaves or is gone, the next leads; one alone is no party', async (t) => {
  const { zone, ada, bob, cyd } = threesome()
  type(zone, ada, 'party leave')
  t.same(partyMembers(zone, cyd), [bob, cyd])
  t.equal(partyOf(zone, cyd), Identity.uid[bob])

  type(zone, bob, 'invite ada')
  type(zone, ada, 'join')
  destroy(zone, bob)
  runTurns(zone, partySystem, 5)
  t.same(partyMembers(zone, ada), [cyd, ada])
  t.equal(partyOf(zone, ada), Identity.uid[cyd])

  const from = zone.reported.length
  destroy(zone, cyd)
  runTurns(zone, partySystem, 5)
  t.equal(partyOf(zone, ada), 0)
  t.same(zone.reported.slice(from), [{ to: ada, event: { verb: 'partyEnd' } }])
})

t.test('who leads may turn others out, let them lead, and disband it', async (t) => {
  const { zone, ada, bob, cyd, house } = threesome()
  type(zone, ada, 'party kick bob')
  t.same(partyMembers(zone, ada), [ada, cyd])
  type(zone, ada, 'party lead cyd')
  t.equal(partyOf(zone, ada), Identity.uid[cyd])
  t.equal(house.refusal('party disband'), 'That is for Cyd, who leads it.')
  type(zone, cyd, 'party disband')
  t.same(
    [ada, bob, cyd].map((each) => partyOf(zone, each)),
    [0, 0, 0],
  )
})

t.test('an invitation can be declined, and lapses', async (t) => {
  const { zone, ada, bob } = new TestHouse()
  type(zone, ada, 'invite bob')
  t.equal(type(zone, bob, 'party decline').at(-1)?.event.verb, 'partyDecline')
  t.equal(type(zone, bob, 'join')[0]?.event.verb, 'refuse')

  type(zone, ada, 'invite bob')
  zone.tick += 1_200
  const from = zone.reported.length
  runTurns(zone, partySystem, 5)
  const event = { verb: 'partyLapse', actor: ada, target: bob }
  t.same(zone.reported.slice(from), [
    { to: bob, event },
    { to: ada, event },
  ])
  runTurns(zone, partySystem, 5)
  t.equal(zone.reported.length, from + 2)
})

t.test('invitations explain every refusal', async (t) => {
  const house = new TestHouse()
  const { zone, ada, bob, hall } = house
  const cyd = spawnPlayer(zone, 'Cyd', hall)
  const refusals: [line: string, answer: string][] = [
    ['party', 'You belong to no party. "party invite <name>" begins one.'],
    ['party leave', 'You belong to no party. "party invite <name>" begins one.'],
    ['gtell hi', 'You belong to no party. "party invite <name>" begins one.'],
    ['report', 'You belong to no party. "party invite <name>" begins one.'],
    ['invite', 'Invite whom? Try "party invite <name>".'],
    ['invite me', 'You keep yourself company already.'],
    ['invite eve', 'There is no player "eve" here now. "who" lists those there are.'],
    ['join', 'Nobody has invited you. "party invite <name>" invites others.'],
    [
      'party dance',
      'A party cannot "dance". ' +
        'Try invite, join, accept, decline, leave, kick, lead or disband.',
    ],
  ]
  for (const [line, answer] of refusals) t.equal(house.refusal(line), answer, line)
  type(zone, ada, 'invite bob')
  t.equal(house.refusal('invite bob'), 'Bob has your invitation already.')
  t.equal(
    type(zone, cyd, 'invite bob')[0]?.event.text,
    'Bob has another invitation to answer first.',
  )
  t.equal(type(zone, bob, 'join cyd')[0]?.event.text, 'It was Ada who invited you, not "cyd".')
  type(zone, bob, 'join')
  t.equal(house.refusal('invite bob'), 'Bob belongs to your party already.')
  t.equal(house.refusal('party kick'), 'Whom? Try "party kick <player>".')
  t.equal(house.refusal('party kick eve'), 'No "eve" belongs to your party.')
  t.equal(
    type(zone, bob, 'invite cyd')[0]?.event.text,
    'Only Ada may invite, who leads your party.',
  )
  type(zone, cyd, 'ignore ada')
  t.equal(house.refusal('invite cyd'), 'Cyd does not wish to hear from you.')
})

t.test('a party has eight at most', async (t) => {
  const house = new TestHouse()
  const { zone, ada, hall } = house
  for (const name of ['Cai', 'Dot', 'Eve', 'Fay', 'Gus', 'Hal', 'Ivo', 'Jan']) {
    const each = spawnPlayer(zone, name, hall)
    type(zone, ada, `invite ${name}`)
    if (partyMembers(zone, ada).length < 8) type(zone, each, 'join')
  }
  t.equal(partyMembers(zone, ada).length, 8)
  t.equal(house.refusal('invite bob'), 'That party is full: 8 belong to it.')
})
