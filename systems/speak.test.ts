import t from 'tap'
import { attach } from '#components/entities.ts'
import { Mobile } from '#components/mobile.ts'
import { Speaks } from '#components/speaks.ts'
import { speakSystem } from './speak.ts'
import { TestHouse } from './testHouse.ts'
import { runTurns } from './testing.ts'

function houseWithSpeaker(lines: string) {
  const house = new TestHouse()
  const speaker = house.ferryman(house.hall)
  attach(house.zone.world, speaker, Speaks, { everySeconds: 10, lines })
  return { zone: house.zone, hall: house.hall, speaker }
}

t.test('a mobile says its lines, and does those that begin with a colon', async (t) => {
  const { zone, hall, speaker } = houseWithSpeaker('Mind the step.\n:yawns.')
  runTurns(zone, speakSystem, 200)

  const said = { room: hall, event: { verb: 'say', actor: speaker, text: 'Mind the step.' } }
  const done = { room: hall, event: { verb: 'emote', actor: speaker, text: 'yawns.' } }
  const kinds = new Set(zone.reported.map((reported) => JSON.stringify(reported)))
  t.same([...kinds].sort(), [said, done].map((each) => JSON.stringify(each)).sort())
})

t.test('a mobile speaks about as often as it is said to', async (t) => {
  const { zone } = houseWithSpeaker('Hm.')
  runTurns(zone, speakSystem, 2_000)

  const lines = zone.reported.length
  t.ok(lines > 150 && lines < 250, `${lines} lines in 2,000 seconds, at ten or so each`)
})

t.test('a mobile that is not lively is silent', async (t) => {
  const { zone, speaker } = houseWithSpeaker('Hm.')
  Mobile.lively[speaker] = 0
  runTurns(zone, speakSystem, 50)

  t.same(zone.reported, [])
})
