import { expect, test } from 'vitest'
import { senderOf } from '../../domain/sender.ts'

test.each([
  ['a@example.org', '', 'a@example.org'],
  ['Through Line <a@example.org>', 'Through Line', 'a@example.org'],
  ['<a@example.org>', '', 'a@example.org'],
  ['Früh, Spät & Co. <a@example.org> ', 'Früh, Spät & Co.', 'a@example.org'],
  ['"Acme, \\"Inc.\\"" <a@example.org>', 'Acme, "Inc."', 'a@example.org'],
  ['Throughline', '', 'Throughline'],
])('the sender %s has a name and an address', (text, name, address) => {
  expect(senderOf(text)).toEqual({ name, address })
})
