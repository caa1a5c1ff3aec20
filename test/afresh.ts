import { vi } from 'vitest'

/**
 * Runs before each file of a worker that serves many. The SDK's clients keep the first endpoint they were given and a warm function
 * keeps the plans it read, so the project's modules are loaded again for each file; what they import from packages stays.
 */
vi.resetModules()
vi.useRealTimers()
vi.restoreAllMocks()
