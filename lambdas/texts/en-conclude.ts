/** The words around the end of a review: concluding it, its actions, their asks; part of the catalogue. */
const some = (count: number, one: string, more: string) => `${count} ${count === 1 ? one : more}`

/** In the pack. */
export const conclude = {
  title: 'Conclude this review',
  jump: (when: string) => `Conclude this review by ${when}`,
  late: (when: string) => `This review was to be concluded by ${when}. It still can be.`,
  earlier: 'Open the pack of the review before and conclude it',
  hint: 'A review ends with decisions or actions, or with the reason why none is needed.',
  standIn: (name: string) => `${name} chairs this review; you are asked in their place.`,
  asked: (name: string, when: string) => `${name} is asked to conclude this review by ${when}.`,
  decided: 'Decided in this review',
  assigned: 'Actions of this review',
  assignedLine: (name: string, day: string) => `${name}, by ${day}`,
  assignTitle: 'Assign an action',
  what: 'What is to be done?',
  who: 'Who does it?',
  whoHint: 'A name from the plan. They are asked with their next mail.',
  day: 'By when?',
  assign: 'Assign it',
  endTitle: 'Close the review',
  endWith: (decisions: number, actions: number) => {
    const parts = [
      decisions > 0 && some(decisions, 'decision', 'decisions'),
      actions > 0 && some(actions, 'action', 'actions'),
    ]
    return `Close the review with ${parts.filter(Boolean).join(' and ')}`
  },
  because: 'No action, because …',
  becauseHint: 'Everybody who reads this pack sees your reason.',
  endWithout: 'Close the review without action',
  urge: (name: string) => `Ask ${name} again`,
  urgeHint: 'It goes into their next mail, as a line from you.',
  urged: (name: string, when: string) => `Asked again by ${name} on ${when}; it is in their next mail.`,
  heldBy: (name: string) => `It is with ${name} now.`,
  taken: (name: string, option: string, when: string) => `${name} decided “${option}” on ${when}.`,
  moot: 'It needs no decision any more.',
  concluded: (name: string, when: string) => `${name} concluded this review on ${when}`,
  concludedWith: (decisions: number, actions: number) =>
    [decisions > 0 && some(decisions, 'decision', 'decisions'), actions > 0 && some(actions, 'action', 'actions')]
      .filter(Boolean)
      .join(' and '),
  noAction: (text: string) => `No action, because ${text}`,
  savedAssign: (name: string) => `The action is with ${name}. Assign another one, or close the review.`,
  savedConclude: 'The review is closed. Thank you.',
  savedUrge: 'The line goes out with their next mail.',
  refused: 'Nothing was recorded',
  /** Above a pack whose forms hold what was kept from an expired link. */
  draft:
    'What you typed when your link had expired stands in the forms at the end of this page. It is not recorded yet.',
}

/** What a review leaves to somebody, in mails and on the page of asks. */
export const reviewAsk = {
  concludeHeading: 'Reviews to conclude',
  actionHeading: 'Actions',
  review: 'Review',
  conclude: (review: string, day: string) => `Conclude ${review} of ${day}`,
  concludeWhy: 'Take the decisions that wait, assign actions, or say in a sentence why nothing needs to be done.',
  concludeBy: (when: string) => `Conclude by ${when}`,
  concludeButton: 'Open the pack and conclude',
  action: (review: string, day: string, name: string) => `Action from ${review} of ${day}, given by ${name}`,
  actionBy: (when: string) => `Do it by ${when}`,
  actionOverdue: (when: string) => `Was promised for ${when}`,
  moved: (n: number) => some(n, 'new date given before', 'new dates given before'),
  actionButton: 'Say how it stands',
  subjectLate: (review: string) => `conclude ${review}`,
  subjectConclude: (review: string, by: string) => `Conclude ${review} by ${by}`,
  subjectAction: (text: string, by: string) => `Do by ${by}: ${text}`,
  done: 'It is done',
  doneText: 'What came of it?',
  doneHint: 'Optional. The next review reads it.',
  later: 'It takes longer',
  laterHint: 'The review will see the new day and your reason.',
  laterDay: 'Done by',
  laterText: 'Why?',
  laterButton: 'Promise the new day',
  notMine: 'This is not mine',
  saved: {
    done: 'Marked as done. The next review will see it.',
    later: (day: string) => `Promised for ${day}. The next review will see the new day and your reason.`,
    'not-mine': 'Handed on, with your words.',
    snooze: (day: string) => `You will be reminded on ${day}. The deadline keeps running.`,
  },
  concludedLine: (name: string, day: string) => `${name} concluded it on ${day}.`,
}

/** A line from the chair to whoever has a decision. */
export const urged = {
  line: (name: string, title: string) => `${name} asks you again, from a review: “${title}”`,
  onCard: (names: string) => `Asked again, from a review, by ${names}.`,
  by: (when: string) =>
    `Decide by ${when}. The question is in the mail you got about it, and on the page of any newer one.`,
  late: (when: string) => `It was due ${when}.`,
}
