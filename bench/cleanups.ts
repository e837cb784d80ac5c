type Cleanup = () => Promise<void>

const cleanups = new Set<Cleanup>()

/**
 * Registers what must be done should this process be told to end in the middle of its work.
 *
 * @returns a function that takes it back: it has been done
 */
export function onEarlyEnd(cleanup: Cleanup): () => void {
  cleanups.add(cleanup)
  return () => cleanups.delete(cleanup)
}

/** Does all that is registered, whatever fails. */
export async function endEarly(): Promise<void> {
  await Promise.allSettled([...cleanups].map((cleanup) => cleanup()))
}
