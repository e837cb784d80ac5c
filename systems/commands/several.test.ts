import t from 'tap'
import { TestHouse } from '#systems/testHouse.ts'
import { doToEach, itemOrItems } from './several.ts'

t.test(
  'what was done is one event, and the reasons for the rest follow, a few of them',
  async (t) => {
    const { zone, ada, hall } = new TestHouse()
    const attempt = (item: number) => (item < 3 ? undefined : `Not ${item}.`)
    const outcome = doToEach(zone, ada, [1, 2, 3, 3, 4, 5, 6], attempt, (done) => ({
      verb: 'get',
      actor: ada,
      ...itemOrItems(done),
    }))

    t.same(zone.reported, [
      { room: hall, event: { verb: 'get', actor: ada, items: [{ item: 1 }, { item: 2 }] } },
    ])
    t.same(outcome, { refused: 'Not 3. Not 4. Not 5. There is more that stays as it is.' })
  },
)
