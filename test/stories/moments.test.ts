import { leaving } from './leaving.ts'
import { races } from './races.ts'
import { timeline } from './timeline.ts'

timeline('at the same moment, and when the plan changes', { from: '2026-03-06 12:00' }, (story) => {
  races(story)
  leaving(story)
})
