/**
 * A thread of a pool with two faults: whoever asks for "score" has an answer only after for ever,
 * and whoever asks for "inventory" takes the thread away.
 */
import { inventory } from '#systems/commands/inventory.ts'
import { score } from '#systems/commands/score.ts'

const faulty = (command: object, run: () => never) => Object.assign(command, { run })

faulty(score, () => {
  for (;;);
})
faulty(inventory, () => process.exit(1))

await import('./worker.ts')
