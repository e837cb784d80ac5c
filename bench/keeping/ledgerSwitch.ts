import { Ledger } from '#engine/zone/ledger.ts'

/** Whether zones write down what lasts; where not, they play on and keep nothing. */
let isOn = true
let isFitted = false

/** Does `work` while zones of this thread write down what lasts, or do not. */
export function withLedger<T>(on: boolean, work: () => T): T {
  fit()
  isOn = on
  try {
    return work()
  } finally {
    isOn = true
  }
}

/** Puts a switch into every ledger of this thread. */
function fit(): void {
  if (isFitted) return
  isFitted = true
  const { enter, leave, appeared, vanished, changed, endCollection, take } = Ledger.prototype
  Object.assign(Ledger.prototype, {
    enter: switched(enter),
    leave: switched(leave),
    appeared: switched(appeared),
    vanished: switched(vanished),
    changed: switched(changed),
    endCollection: switched(endCollection),
    take: switched(take),
  })
}

function switched<Given extends unknown[], Result>(
  run: (this: Ledger, ...given: Given) => Result,
): (this: Ledger, ...given: Given) => Result | undefined {
  return function (...given) {
    return isOn ? run.apply(this, given) : undefined
  }
}
