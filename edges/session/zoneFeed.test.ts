import t from 'tap'
import { ZoneFeed } from './zoneFeed.ts'

function following() {
  const feed = new ZoneFeed('town')
  const follow = (sequence: number, epoch = 3) =>
    feed.follow({ zone: 'town', epoch, sequence, tick: 50 })
  return { feed, follow }
}

t.test('[F2] the numbers of frames tell holes, repeats and a zone that began anew', async (t) => {
  const { feed, follow } = following()
  t.equal(follow(1), 'next')
  t.equal(follow(1), 'repeat')
  t.equal(follow(2), 'next')
  t.equal(follow(4), 'hole')
  t.equal(follow(3), 'repeat', 'late is as good as never')
  t.equal(follow(5), 'next')
  t.equal(follow(0, 0), 'next', 'outside the count')
  feed.schema = []
  t.equal(follow(1, 4), 'restart')
  t.equal(feed.schema, undefined)
  t.equal(follow(2, 4), 'next')
  t.equal(follow(6, 3), 'repeat', 'what an older run says is past')
  t.equal(follow(3, 4), 'next')
  t.equal(follow(7, 5), 'restart', 'even if its first frames were missed')
  t.equal(follow(8, 5), 'next')
})

t.test('[F2] an edge that missed the first frames knows', async (t) => {
  t.equal(following().follow(3), 'hole')
})

t.test('[M2] a run with a higher epoch counts its frames from 1 again', async (t) => {
  const { feed, follow } = following()
  t.equal(feed.runs(3), false, 'the first that is heard of is the one there is')
  follow(1)
  follow(2)
  t.same([feed.runs(3), feed.runs(2)], [false, false])
  t.equal(follow(3), 'next')
  t.equal(feed.runs(4), true)
  t.equal(follow(1, 4), 'next')
  t.same([feed.isPast(3), feed.isPast(4)], [true, false])
})
