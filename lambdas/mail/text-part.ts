import { type AskWords, askWords, type Voice } from '../texts/ask-words.ts'
import { checkInWords } from '../texts/check-in-words.ts'
import { mailTexts } from '../texts/mail-catalogue.ts'
import { askLink } from './card.ts'
import { checkInLink, checkInReason, quickOf } from './check-in-card.ts'
import { reasonLine } from './reason.ts'
import { reviewAskGroups, reviewAskLines } from './review-ask-card.ts'
import { footerLines, groupsOf, leadOf, noteLines, notesApart, sectionsOf } from './sections.ts'
import { type MailedAsk, type MailedCheckIn, remindersLink, reminds, type SlotMailInput } from './slot-mail.ts'
import { oneLine } from './subject.ts'

const INDENT = '   '

/** People's words on one line, so that nobody can write something into a mail that looks like its frame. */
const plain = (text: string) => oneLine(text, 4000)

function optionLines({ ask, decision }: MailedAsk, voice: Voice): string[] {
  if (ask.kind !== 'decide') return []
  const lines = decision.options.map(
    (one) => `${INDENT}- ${plain(one.label)}${one.expectedEffect ? ` (${plain(one.expectedEffect)})` : ''}`,
  )
  return [`${INDENT}${mailTexts(voice).options}:`, ...lines]
}

const figureLine = ({ about, figure }: AskWords): string =>
  figure ? `${about}: ${figure.value}, ${figure.period}. ${figure.targetLine}` : about

function askLines(entry: MailedAsk, number: number, input: SlotMailInput, voice: Voice): string[] {
  const words = askWords(entry, input)
  const reason = reasonLine(entry, input, voice)
  const urgent = entry.ask.urgent ? `${voice.t.urgent}: ` : ''
  return [
    `${number}. ${urgent}${plain(words.question)}`,
    `${INDENT}${plain(figureLine(words))}`,
    ...(words.restated ? [`${INDENT}${plain(words.restated)}`] : []),
    ...(reason ? [`${INDENT}${plain(reason)}`] : []),
    `${INDENT}${words.deadline} (${words.relative})`,
    ...optionLines(entry, voice),
    ...words.consequences.map((line) => `${INDENT}${plain(line)}`),
    `${INDENT}${mailTexts(voice).button[entry.ask.kind]}: ${askLink(input.link, entry)}`,
    '',
  ]
}

function checkInLines(entry: MailedCheckIn, number: number, input: SlotMailInput, voice: Voice): string[] {
  const { figure, ...words } = checkInWords(entry, input)
  const { status, promised, answer } = voice.t.checkIn
  const reason = checkInReason(entry, voice)
  const lines = [
    figure && `${figure.value}, ${figure.period}, ${figure.status}. ${figure.targetLine}`,
    words.milestone,
    reason,
    words.last,
    words.unasked,
    ...words.promises.map((one) => promised(one.text, one.overdue)),
    words.overdue ? words.deadline : undefined,
  ]
  return [
    `${number}. ${plain(words.name)}`,
    ...lines.filter((one) => one !== undefined && one !== '').map((one) => `${INDENT}${plain(one!)}`),
    `${INDENT}${answer}`,
    ...quickOf(entry).map((one) => `${INDENT}- ${status[one]}: ${checkInLink(input.link, entry, one)}`),
    '',
  ]
}

/** The whole mail as plain text, complete without the HTML part. */
export function textPart(input: SlotMailInput, voice: Voice): string {
  let number = 0
  const lines = [
    ...(input.notice ? [plain(input.notice), ''] : []),
    plain(mailTexts(voice).greeting(input.reader.name)),
    leadOf(input, voice),
    '',
  ]
  for (const { heading, entries } of sectionsOf(input, voice)) {
    lines.push(heading.toUpperCase(), '')
    for (const entry of entries) {
      number += 1
      lines.push(...askLines(entry, number, input, voice))
    }
  }
  for (const { heading, entries } of reviewAskGroups(input, voice)) {
    lines.push(heading.toUpperCase(), '')
    for (const entry of entries) {
      number += 1
      lines.push(...reviewAskLines(entry, number, input, voice))
    }
  }
  for (const { heading, entries } of groupsOf(input, voice)) {
    lines.push(plain(heading).toUpperCase(), '')
    for (const entry of entries) {
      number += 1
      lines.push(...checkInLines(entry, number, input, voice))
    }
  }
  const notes = notesApart(input)
  if (notes.length > 0) {
    lines.push(mailTexts(voice).sections.notes.toUpperCase(), '')
    for (const note of notes) lines.push(...noteLines(note, voice, input).map((line) => `${INDENT}${plain(line)}`), '')
  }
  const stop = reminds(input) ? [`${mailTexts(voice).remindersOff.footer} ${remindersLink(input.link)}#you`] : []
  return [...lines, '--', ...footerLines(input, voice).map(plain), ...stop, ''].join('\n')
}
