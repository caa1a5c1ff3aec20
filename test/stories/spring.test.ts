import { answering } from './answering.ts'
import { links } from './links.ts'
import { BOUNCING, silence } from './silence.ts'
import { timeline } from './timeline.ts'

timeline('eight weeks in spring: people', { from: '2026-03-02 07:00', bounces: BOUNCING }, (story) => {
  answering(story)
  silence(story)
  links(story)
})
