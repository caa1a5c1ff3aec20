import { timeline } from './timeline.ts'
import { autumn } from './zones.ts'

timeline('three weeks in autumn', { from: '2026-10-19 12:00' }, autumn)
