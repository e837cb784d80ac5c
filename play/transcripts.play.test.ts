import t from 'tap'
import { Abroad } from './abroad.ts'
import { Indoors } from './indoors.ts'
import { allTranscripts, perform } from './performance.ts'
import { openWorld } from './world.ts'

const AREAS = new URL('./areas/', import.meta.url)

for (const [file, transcript] of allTranscripts()) {
  t.test(`${file} is played in this thread`, async (t) => {
    await perform(t, new Indoors(AREAS), transcript)
  })
  t.test(`${file} is played over sockets`, async (t) => {
    await perform(t, new Abroad(await openWorld(t)), transcript)
  })
}
