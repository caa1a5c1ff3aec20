import { backFill } from './back-fill.ts'
import { commands } from './commands.ts'
import { data } from './data.ts'
import { effects } from './effects.ts'
import { silenced } from './silenced.ts'
import { timeline } from './timeline.ts'
import { spring } from './zones.ts'

timeline('eight weeks in spring: figures', { from: '2026-03-02 07:00' }, (story) => {
  data(story)
  effects(story)
  backFill(story)
  spring(story)
  commands(story)
  silenced(story)
})
