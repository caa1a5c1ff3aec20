import { leaving } from './leaving.ts'
import { timeline } from './timeline.ts'

timeline('when the plan changes', { from: '2026-03-06 12:00' }, leaving)
