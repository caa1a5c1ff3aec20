import { expect, test } from 'vitest'
import { readForm } from '../../lambdas/answering/form.ts'

const FORM = 'application/x-www-form-urlencoded'
const MULTIPART = 'multipart/form-data; boundary=b'
const part = (name: string, value: string) =>
  `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n--b--\r\n`

test.each([
  ['as a form', FORM, 'List-Unsubscribe=One-Click', 'one-click'],
  ['with a line end behind it', `${FORM}; charset=utf-8`, 'List-Unsubscribe=One-Click\r\n', 'one-click'],
  ['as a form of several parts', MULTIPART, part('List-Unsubscribe', 'One-Click'), 'one-click'],
  ['another word', FORM, 'List-Unsubscribe=Two-Clicks', 'unreadable'],
  ['another field of several parts', MULTIPART, part('text', 'One-Click'), 'unreadable'],
  ['as text', 'text/plain', 'List-Unsubscribe=One-Click', 'unreadable'],
  ['without a type', undefined, 'List-Unsubscribe=One-Click', 'unreadable'],
  ['behind 70 kB', MULTIPART, 'x'.repeat(70_000) + part('List-Unsubscribe', 'One-Click'), 'unreadable'],
])('the click of a mail client, %s', (_, type, body, kind) => {
  expect(readForm(type, body).kind).toBe(kind)
})
