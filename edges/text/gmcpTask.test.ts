import t from 'tap'
import { gmcpOfEvent } from './gmcp.ts'
import { ADA } from './sample.fixture.ts'

const HENS = { id: 'Hens', name: 'Hens', type: 'quests', cmd: '', status: '0', group: 'Active' }

t.test('a client hears of a quest as it begins, goes on and is done', async (t) => {
  const fields = { actor: ADA, title: 'Hens', step: 'Two hens fewer.', count: 1, of: 2 }
  const update = {
    name: 'IRE.Tasks.Update',
    value: [{ ...HENS, desc: 'Two hens fewer. (1 of 2)' }],
  }
  t.same(gmcpOfEvent({ verb: 'questBegun', fields }, ADA.uid), [update])
  t.same(gmcpOfEvent({ verb: 'questStep', fields }, ADA.uid), [update])
  t.same(gmcpOfEvent({ verb: 'questDone', fields: { actor: ADA, title: 'Hens' } }, ADA.uid), [
    {
      name: 'IRE.Tasks.Completed',
      value: [{ ...HENS, desc: '', status: '1', group: 'Completed' }],
    },
  ])
})

t.test('a client gets the list of quests whenever the player does', async (t) => {
  const list = [{ title: 'Hens', step: 'Find hens.' }]
  t.same(gmcpOfEvent({ verb: 'quests', fields: { list, names: [], count: 0 } }, ADA.uid), [
    { name: 'IRE.Tasks.List', value: [{ ...HENS, desc: 'Find hens.' }] },
  ])
})
