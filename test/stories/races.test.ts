import { races } from './races.ts'
import { timeline } from './timeline.ts'

timeline('at the same moment', { from: '2026-03-06 12:00' }, races)
