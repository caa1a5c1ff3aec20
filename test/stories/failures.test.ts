import { failures } from './failures.ts'
import { timeline } from './timeline.ts'

timeline('when something breaks', { from: '2026-03-06 12:00', hourlyAudit: true }, failures)
