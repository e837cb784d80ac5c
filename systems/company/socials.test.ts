import t from 'tap'
import { COMMANDS, commandFor } from '#systems/commands/registry.ts'
import { moveTo } from '#systems/containment.ts'
import { setPosture } from '#systems/posture.ts'
import { TestHouse } from '#systems/testHouse.ts'
import { type } from '#systems/testing.ts'
import { SOCIAL_TABLE } from './socialTable.ts'
import { templatesOf } from './socialText.ts'

t.test('there are 110 gestures at least, none hidden behind a command', async (t) => {
  const { zone, ada } = new TestHouse()
  t.ok(SOCIAL_TABLE.size >= 110, String(SOCIAL_TABLE.size))
  for (const name of SOCIAL_TABLE.keys()) {
    t.equal(commandFor(zone, ada, name)?.name, name)
    t.notOk(
      COMMANDS.some((command) => command.name === name),
      name,
    )
  }
})

t.test(
  'every gesture is a sentence with a verb, and those at somebody name that one',
  async (t) => {
    const names = [...SOCIAL_TABLE.keys()]
    t.same(names, [...names].sort())
    for (const [name, texts] of SOCIAL_TABLE) {
      for (const text of texts) t.match(text, /^[^{}[\]<>]*~[^{}[\]<>]*\.$/, name)
      const [alone, at, self] = texts
      t.match(at, /@/, name)
      t.notMatch(alone + self, /@/, name)
      t.equal(new Set(texts).size, 3, name)
    }
  },
)

t.test('one sentence becomes what doer, target and others read', async (t) => {
  t.same(templatesOf("~tug @'s sleeve, and ~have your say."), {
    toActor: "{actor} tug {the target}'s sleeve, and have your say.",
    toTarget: '{the actor} tugs your sleeve, and has their say.',
    toOthers: "{the actor} tugs {the target}'s sleeve, and has their say.",
  })
  t.match(templatesOf('~hug yourself, as you wish.'), {
    toOthers: '{the actor} hugs themselves, as they wish.',
  })
})

t.test('a gesture is shown alone, at somebody, or at oneself', async (t) => {
  const { zone, ada, bob, hall } = new TestHouse()
  const alone = {
    verb: 'social',
    actor: ada,
    toActor: '{actor} smile.',
    toOthers: '{the actor} smiles.',
  }
  for (const line of ['smile', 'SMIL', 'smil']) {
    t.same(type(zone, ada, line), [{ room: hall, event: alone }], line)
  }
  t.same(type(zone, ada, 'smile bob'), [
    {
      room: hall,
      event: {
        verb: 'social',
        actor: ada,
        target: bob,
        toActor: '{actor} smile at {the target}.',
        toTarget: '{the actor} smiles at you.',
        toOthers: '{the actor} smiles at {the target}.',
      },
    },
  ])
  for (const line of ['smile me', 'smile ada']) {
    t.equal(type(zone, ada, line)[0]?.event['toOthers'], '{the actor} smiles to themselves.', line)
  }
})

t.test('gestures explain every refusal', async (t) => {
  const house = new TestHouse()
  const { zone, ada, bob } = house
  t.equal(house.refusal('smile eve'), 'You see no "eve" here.')
  t.equal(house.refusal('smile all'), 'One at a time, please; alone it is for everybody.')
  t.match(house.refusal('gr'), /^There is no command "gr"/)
  t.equal(house.refusal('smi'), 'There is no command "smi". Did you mean smile or smirk?')
  t.equal(house.refusal('lauhg'), 'There is no command "lauhg". Did you mean laugh?')
  type(zone, bob, 'ignore ada')
  t.equal(house.refusal('smile bob'), 'Bob does not wish to hear from you.')
  setPosture(zone, ada, 'sleeping')
  t.equal(house.refusal('smile'), 'You are asleep. "wake" first.')
  setPosture(zone, ada, 'standing')
  for (const being of [ada, bob]) moveTo(zone, being, house.room('cellar'))
  t.equal(house.refusal('smile bob'), 'It is too dark to see any "bob" here.')
})

t.test('socials lists them all, or those that begin so', async (t) => {
  const house = new TestHouse()
  t.same(house.events('socials'), [{ verb: 'socials', names: [...SOCIAL_TABLE.keys()] }])
  t.same(house.events('socials cr'), [{ verb: 'socials', names: ['cringe', 'cry'] }])
  t.equal(house.refusal('socials zz'), 'No gesture begins with "zz".')
})
