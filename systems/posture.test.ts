import { hasComponent } from 'bitecs'
import t from 'tap'
import { Posture } from '#components/posture.ts'
import { isStanding, postureOf, setPosture } from './posture.ts'
import { TestHouse } from './testHouse.ts'

t.test('one without a posture stands, and gets one when it takes another', async (t) => {
  const { zone, ada } = new TestHouse()
  t.equal(isStanding(zone, ada), true)
  setPosture(zone, ada, 'standing')
  t.notOk(hasComponent(zone.world, ada, Posture))
  setPosture(zone, ada, 'resting')
  t.equal(postureOf(zone, ada), 1)
  t.equal(isStanding(zone, ada), false)
})
