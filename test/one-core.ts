import { spawnSync } from 'node:child_process'
import { availableParallelism } from 'node:os'
import process from 'node:process'

declare global {
  var heldToCore: boolean | undefined
}

/**
 * Holds a worker, with the threads and processes it starts, to one core of a Linux machine that has no more cores than workers.
 * A simulated function, the clock that wakes it and the engine behind the tables take turns: that one wakes the other on the
 * same core and not with an interrupt to the next spares a fifth of the processor's time on a virtual machine.
 */
if (!globalThis.heldToCore && process.platform === 'linux' && availableParallelism() === 2) {
  globalThis.heldToCore = true
  const core = String(Number(process.env.VITEST_POOL_ID ?? 1) % 2)
  // Without taskset the tests only take longer.
  spawnSync('taskset', ['-a', '-c', '-p', core, String(process.pid)])
}
