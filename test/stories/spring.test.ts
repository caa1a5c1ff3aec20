import { answering } from './answering.ts'
import { data } from './data.ts'
import { effects } from './effects.ts'
import { links } from './links.ts'
import { BOUNCING, silence } from './silence.ts'
import { timeline } from './timeline.ts'
import { spring } from './zones.ts'

timeline('eight weeks in spring', { from: '2026-03-02 07:00', bounces: BOUNCING }, (story) => {
  answering(story)
  silence(story)
  links(story)
  data(story)
  effects(story)
  spring(story)
})
