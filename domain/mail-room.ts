/** How much fits one mail: 40 asks for the reader, 100 items for the transaction that freezes it. */
import type { Move } from './ask-move.ts'

/** More in one mail nobody answers; the rest comes with the next slot. */
export const MAX_MAIL_ASKS = 40

/** DynamoDB's limit of items in a transaction. */
export const MAX_TRANSACTION_ITEMS = 100

/** Written with every mail: the mail itself, its link, the person's next slot. */
const ITEMS_OF_A_MAIL = 3

/** Written for something that goes to others: their ask or note, their mail's slot, the history line, the decision's list of asks. */
const ITEMS_OF_AN_ESCALATION = 4

/** Room that is left; `take` says whether the thing fits and counts it if so. */
export interface Room {
  take: (move: Move) => boolean
  takeNote: () => boolean
  /** Items the transaction has so far. */
  items: () => number
}

/** The room of an empty mail. Every change of an ask or note is an item; sharing a slot or decision only makes room. */
export const newRoom = (): Room => {
  let items = ITEMS_OF_A_MAIL
  let asks = 0
  const add = (cost: number): boolean => {
    if (items + cost > MAX_TRANSACTION_ITEMS) return false
    items += cost
    return true
  }
  return {
    take: (move) => {
      if (move.how && asks >= MAX_MAIL_ASKS) return false
      if (!add(1 + (move.escalation ? ITEMS_OF_AN_ESCALATION : 0))) return false
      if (move.how) asks++
      return true
    },
    takeNote: () => add(1),
    items: () => items,
  }
}
