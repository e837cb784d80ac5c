import t from 'tap'
import { Preferences } from '#components/preferences.ts'
import { TestHouse } from '#systems/testHouse.ts'

t.test('prompt shows the template and the fields that may stand in it', async (t) => {
  const house = new TestHouse()
  const [before] = house.events('prompt')
  t.match(before, { verb: 'prompts', text: '' })
  t.match((before!['list'] as object[])[0], { word: '%h', text: 'your health' })
  house.events('prompt %h>')
  t.match(house.events('prompt'), [{ verb: 'prompts', text: '%h>' }])
})

t.test('a template is kept as typed, and shown at once', async (t) => {
  const house = new TestHouse()
  house.events('toggle prompt off')
  const text = 'Your prompt is now of your own making.'
  t.same(house.events('prompt <%h / %H>  "%r"'), [{ verb: 'note', text }])
  t.equal(Preferences.promptText[house.ada], '<%h / %H>  "%r"')
  t.equal(Preferences.prompt[house.ada], 1)
})

t.test('it goes back to the usual one, and is turned off and on', async (t) => {
  const house = new TestHouse()
  house.events('prompt %h')
  house.events('prompt Default')
  t.equal(Preferences.promptText[house.ada], '')
  t.same(house.events('prompt off'), [{ verb: 'note', text: '"prompt" is now off.' }])
  t.equal(Preferences.prompt[house.ada], 0)
  house.events('prompt on')
  t.equal(Preferences.prompt[house.ada], 1)
})

t.test('a prompt too long is refused, and nothing changes', async (t) => {
  const house = new TestHouse()
  t.equal(
    house.refusal(`prompt ${'%h'.repeat(41)}`),
    'That is too long: a prompt has 80 characters at most.',
  )
  t.equal(Preferences.promptText[house.ada] || '', '')
  house.events(`prompt ${'%h'.repeat(40)}`)
  t.equal(Preferences.promptText[house.ada]!.length, 80)
})
