import t from 'tap'
import { ZoneFeed } from './zoneFeed.ts'

t.test('[F2] the numbers of frames tell holes, repeats and a zone that began anew', async (t) => {
  const feed = new ZoneFeed('town')
  const follow = (sequence: number, tick: number) => feed.follow({ zone: 'town', sequence, tick })
  t.equal(follow(1, 50), 'next')
  t.equal(follow(1, 50), 'repeat')
  t.equal(follow(2, 50), 'next')
  t.equal(follow(4, 51), 'hole')
  t.equal(follow(3, 51), 'repeat', 'late is as good as never')
  t.equal(follow(5, 52), 'next')
  t.equal(follow(0, 0), 'next', 'outside the count')
  feed.schema = []
  t.equal(follow(1, 3), 'restart')
  t.equal(feed.schema, undefined)
  t.equal(follow(2, 4), 'next')
})

t.test('[F2] an edge that missed the first frames knows', async (t) => {
  t.equal(new ZoneFeed('town').follow({ zone: 'town', sequence: 3, tick: 9 }), 'hole')
})
