interface Flushable {
  flush(): void
}

let waiting: Flushable[] = []

/**
 * Calls `flush` once this turn of the event loop has said all it has to say: after the current
 * callback and after all promise continuations that follow from it, but before the next I/O event.
 */
export function flushAtTurnEnd(output: Flushable): void {
  if (waiting.push(output) === 1) queueMicrotask(() => process.nextTick(flushAll))
}

function flushAll(): void {
  const outputs = waiting
  waiting = []
  for (const output of outputs) output.flush()
}
