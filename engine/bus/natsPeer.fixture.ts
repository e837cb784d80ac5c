import { NatsBus } from './natsBus.ts'

/*
 * A process of its own on the bus, which a test can freeze: it says what it is told on the subject
 * "tell", and when there was a gap.
 */

const [url = '', world = ''] = process.argv.slice(2)
const bus = new NatsBus({ url, world, onTrouble: (words) => console.log(`trouble ${words}`) })
const decoder = new TextDecoder()
bus.subscribe('flood', () => {})
bus.subscribe('tell', (payload) => console.log(`told ${decoder.decode(payload)}`))
bus.onGap(() => console.log('gap'))
await bus.linked()
console.log('linked')
