import t from 'tap'
import { Preferences } from '#components/preferences.ts'
import { TestHouse } from '#systems/testHouse.ts'

t.test('toggle lists the settings', async (t) => {
  const house = new TestHouse()
  const list = [
    ['brief', 'off', 'rooms are described only when you look'],
    ['compact', 'off', 'no blank line before the prompt'],
    ['autoexit', 'on', 'the exits are shown with each room'],
    ['prompt', 'on', 'a prompt follows each answer'],
    ['automap', 'off', 'a map is shown with each room'],
    ['autoloot', 'off', 'you take all from what you have killed'],
    ['autogold', 'off', 'you take the coins of what you have killed'],
    ['autosplit', 'off', 'you share coins that you find with your party'],
    ['autoassist', 'off', 'you join the fights of your party'],
    ['wimpy', 'off', 'you flee below so many percent of your health'],
    ['screenreader', 'auto', 'sentences instead of tables'],
    ['colour', 'auto', 'the colours you are sent'],
    ['width', 'auto', 'where lines are wrapped'],
    ['pagelen', 'auto', 'long answers stop after so many lines'],
  ].map(([name, value, text]) => ({ name, value, text }))

  t.same(house.events('toggle'), [{ verb: 'toggles', list }])
})

t.test('toggle changes a setting, and says what it is now', async (t) => {
  const changes: [line: string, text: string][] = [
    ['toggle brief', '"brief" is now on.'],
    ['toggle autoexit', '"autoexit" is now off.'],
    ['config BRIEF On', '"brief" is now on.'],
    ['toggle brief off', '"brief" is now off.'],
    ['options comp yes', '"compact" is now on.'],
    ['toggle prompt no', '"prompt" is now off.'],
    ['toggle screenreader', '"screenreader" is now on.'],
    ['toggle sr off', '"screenreader" is now off.'],
    ['screenreader auto', '"screenreader" is now auto.'],
    ['screenreader', '"screenreader" is now on.'],
    ['toggle colour 256', '"colour" is now 256.'],
    ['toggle color TrueColor', '"colour" is now truecolour.'],
    ['toggle colour off', '"colour" is now none.'],
    ['toggle colour auto', '"colour" is now auto.'],
    ['toggle autoloot', '"autoloot" is now on.'],
    ['toggle autosplit on', '"autosplit" is now on.'],
    ['toggle wimpy 30', '"wimpy" is now 30.'],
    ['toggle wimpy on', '"wimpy" is now 25.'],
    ['toggle wimpy 1', '"wimpy" is now 1.'],
    ['toggle wimpy off', '"wimpy" is now off.'],
    ['toggle width 40', '"width" is now 40.'],
    ['toggle columns 250', '"width" is now 250.'],
    ['toggle width auto', '"width" is now auto.'],
    ['config pagelen 20', '"pagelen" is now 20.'],
    ['config pagelen 5', '"pagelen" is now 5.'],
    ['config pagelen 250', '"pagelen" is now 250.'],
    ['config pagelen 0', '"pagelen" is now 0.'],
    ['config paging off', '"pagelen" is now 0.'],
    ['config pagelen auto', '"pagelen" is now auto.'],
  ]
  for (const [line, text] of changes) {
    t.same(new TestHouse().events(line), [{ verb: 'note', text }], line)
  }
})

t.test('a switch turns over each time', async (t) => {
  const house = new TestHouse()
  house.events('toggle compact')
  t.equal(Preferences.compact[house.ada], 1)
  house.events('toggle compact')
  t.equal(Preferences.compact[house.ada], 0)
})

t.test('toggle explains every refusal', async (t) => {
  const house = new TestHouse()
  const { ada } = house
  const before = [Preferences.colour[ada], Preferences.columns[ada], Preferences.brief[ada]]
  const width = 'It can be 40 to 250, or auto.'
  const pages = 'It can be 5 to 250, 0 for never, or auto.'
  const refusals: [line: string, answer: string][] = [
    [
      'toggle moon',
      'There is no setting "moon". Choose brief, compact, autoexit, prompt, automap, autoloot, ' +
        'autogold, autosplit, autoassist, wimpy, screenreader, colour, width or pagelen.',
    ],
    ['toggle brief maybe', '"brief" cannot be "maybe". It can be on or off.'],
    ['toggle screenreader 3', '"screenreader" cannot be "3". It can be on, off or auto.'],
    ['toggle colour', 'What shall "colour" be? It can be none, 16, 256, truecolour or auto.'],
    [
      'toggle colour mauve',
      '"colour" cannot be "mauve". It can be none, 16, 256, truecolour or auto.',
    ],
    ['toggle wimpy', 'What shall "wimpy" be? It can be 1 to 90, or off.'],
    ['toggle wimpy 91', '"wimpy" cannot be "91". It can be 1 to 90, or off.'],
    ['toggle width', `What shall "width" be? ${width}`],
    ['toggle width 39', `"width" cannot be "39". ${width}`],
    ['toggle width 251', `"width" cannot be "251". ${width}`],
    ['toggle width 1e2', `"width" cannot be "1e2". ${width}`],
    ['toggle width -80', `"width" cannot be "-80". ${width}`],
    ['config pagelen', `What shall "pagelen" be? ${pages}`],
    ['config pagelen 4', `"pagelen" cannot be "4". ${pages}`],
    ['config pagelen 251', `"pagelen" cannot be "251". ${pages}`],
    ['config pagelen 1', `"pagelen" cannot be "1". ${pages}`],
    ['config pagelen on', `"pagelen" cannot be "on". ${pages}`],
  ]
  for (const [line, answer] of refusals) t.equal(house.refusal(line), answer, line)
  t.same([Preferences.colour[ada], Preferences.columns[ada], Preferences.brief[ada]], before)
})
