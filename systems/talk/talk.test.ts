import t from 'tap'
import { TestHouse } from '#systems/testHouse.ts'
import { type } from '#systems/testing.ts'

/** What the edge is asked for by each line. */
const WISHES: [line: string, wish: Record<string, unknown>][] = [
  [
    'gossip Good morning.',
    { deed: 'say', channel: 'gossip', text: 'Good morning.', area: 'The House' },
  ],
  ['ooc :waves', { deed: 'say', channel: 'ooc', text: ':waves', area: 'The House' }],
  ['newbie where?', { deed: 'say', channel: 'newbie', text: 'where?', area: 'The House' }],
  ['areasay hi', { deed: 'say', channel: 'area', text: 'hi', area: 'The House' }],
  ['wiznet hi', { deed: 'say', channel: 'staff', text: 'hi', area: 'The House' }],
  ['gossip', { deed: 'history', channel: 'gossip' }],
  ['+gos two  blanks', { deed: 'say', channel: 'gos', text: 'two  blanks', area: 'The House' }],
  ['chan gos hi', { deed: 'say', channel: 'gos', text: 'hi', area: 'The House' }],
  ['channel', { deed: 'channels' }],
  ['channel list', { deed: 'channels' }],
  ['+', { deed: 'channels' }],
  ['channel gossip', { deed: 'history', channel: 'gossip' }],
  ['channel join ooc', { deed: 'join', channel: 'ooc' }],
  ['channel LEAVE ooc', { deed: 'leave', channel: 'ooc' }],
  ['channel mute ooc', { deed: 'mute', channel: 'ooc' }],
  ['channel who ooc', { deed: 'listeners', channel: 'ooc' }],
  ['channel history ooc 50', { deed: 'history', channel: 'ooc', count: 50 }],
  ['history ooc', { deed: 'history', channel: 'ooc', count: 0 }],
  ['history ooc 999', { deed: 'history', channel: 'ooc', count: 200 }],
  ['history', { deed: 'channels' }],
  ['channel silence bob 10', { deed: 'silence', name: 'bob', minutes: 10 }],
  ['channel mute bob 10 ooc', { deed: 'silence', name: 'bob', minutes: 10, channel: 'ooc' }],
  ['channel slow ooc 30', { deed: 'slow', channel: 'ooc', seconds: 30 }],
  ['channel create music Songs.', { deed: 'create', channel: 'music', title: 'Songs.' }],
  ['channel remove music', { deed: 'remove', channel: 'music' }],
  ['chan permit ooc hear admin', { deed: 'permit', channel: 'ooc', what: 'hear', role: 'admin' }],
  ['mail', { deed: 'mail' }],
  ['mail read 2', { deed: 'letter', number: 2 }],
  ['mail 2', { deed: 'letter', number: 2 }],
  ['mail read', { deed: 'letter', number: 0 }],
  ['mail send bob the  lantern', { deed: 'send', name: 'bob', subject: 'the lantern' }],
  ['mail write bob', { deed: 'send', name: 'bob', subject: '' }],
  ['mail reply #3', { deed: 'answer', number: 3 }],
  ['mail delete 3', { deed: 'shred', number: 3 }],
  ['board', { deed: 'boards' }],
  ['board general', { deed: 'board', board: 'general' }],
  ['board general 3', { deed: 'post', board: 'general', number: 3 }],
  ['board read 3', { deed: 'post', number: 3 }],
  ['read 3', { deed: 'post', number: 3 }],
  ['board write the cat', { deed: 'write', subject: 'the cat' }],
  ['board remove 3', { deed: 'takeOff', number: 3 }],
  ['board read gen 3', { deed: 'post', board: 'gen', number: 3 }],
  ['board remove gen 3', { deed: 'takeOff', board: 'gen', number: 3 }],
  [
    'board create songs Songs, sung.',
    { deed: 'createBoard', board: 'songs', title: 'Songs, sung.' },
  ],
  ['board remove songs', { deed: 'removeBoard', board: 'songs' }],
  ['board delete songs with 3 posts', { deed: 'removeBoard', board: 'songs', posts: 3 }],
  [
    'board permit songs write admin',
    { deed: 'permitBoard', board: 'songs', what: 'write', role: 'admin' },
  ],
  ['replay', { deed: 'replay', tells: false, count: 0 }],
  ['replay 30', { deed: 'replay', tells: false, count: 30 }],
  ['replay tells', { deed: 'replay', tells: true, count: 0 }],
  ['replay tells 30', { deed: 'replay', tells: true, count: 30 }],
]

t.test('the world asks the edge for all talk beyond the room', async (t) => {
  const { zone, ada } = new TestHouse()
  for (const [line, wish] of WISHES) {
    t.same(type(zone, ada, line), [{ to: ada, event: { verb: 'chat', ...wish } }], line)
  }
})

t.test('what cannot be meant is refused at once', async (t) => {
  const house = new TestHouse()
  const tooLong = 'That is too much at once: 1,000 letters at most.'
  const refusals: [line: string, answer: string][] = [
    [`gossip ${'x'.repeat(1_001)}`, tooLong],
    [`+gossip ${'x'.repeat(1_001)}`, tooLong],
    ['channel join', 'Which channel? "channel list" shows them; try "channel join gossip".'],
    ['channel slow ooc', 'That takes more: "channel slow <channel> <seconds>".'],
    ['mail juggle', '"juggle" is nothing to be done with mail: see "help mail".'],
    ['mail delete', 'Which letter? "mail" lists them; try "mail delete 1".'],
    ['mail delete x', '"x" is no number of a letter.'],
    ['mail send', 'To whom? Try "mail send <player> <subject>".'],
    [`mail send bob ${'x'.repeat(81)}`, 'A subject has 80 letters at most.'],
    ['board remove', 'Which number? Try "board remove 3".'],
    ['board read x', 'Which number? "x" is none.'],
    ['board create songs', 'That takes more: "board create <name> <what it is for>".'],
    ['board permit songs', 'That takes more: "board permit <board> read|write <role>".'],
    ['board remove songs x', 'That takes more: "board remove <number>".'],
    ['board general x', '"x" is no number: "board general" lists what is there.'],
    ['history gossip many', 'How many lines? "many" is no number of them.'],
    ['replay -3', 'How many lines? "-3" is no number of them.'],
  ]
  for (const [line, answer] of refusals) t.equal(house.refusal(line), answer, line.slice(0, 30))
})
