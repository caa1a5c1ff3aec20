/** Pages without asks, in British English; part of the catalogue. */
export const message = {
  left: {
    title: 'This link no longer answers',
    text: 'The person it was made for is no longer in the plan, and what they were asked is with somebody else. If that is a mistake, tell whoever looks after the plan.',
  },
  unknown: {
    title: 'We do not know this link',
    text: 'It may be incomplete, or it has been replaced. Open the newest mail from Throughline and use the link there.',
  },
  expired: {
    title: 'This link has expired',
    text: 'Links stop working after a while, so that old mails cannot be misused. We can send a fresh one to the address this link was made for.',
    button: 'Mail me a fresh link',
    lost: 'What you sent just now was not recorded.',
  },
  again: {
    title: 'Nothing was recorded yet; a fresh link is on its way',
    text: 'This link has expired. Please answer once more behind the link of the mail that we are sending you now.',
  },
  kept: {
    title: 'Your words are kept; a fresh link is on its way',
    text: 'This link has expired, so nothing was recorded. What you typed is kept for 14 days and stands in the form again when you open the link of the mail that we are sending you now.',
  },
  renewed: {
    title: 'A fresh link is on its way',
    text: 'If anything still waits for you, it goes to the address the old link was made for, within a few minutes. If no mail comes, nothing waits.',
  },
  unsubscribed: {
    title: 'No more reminders',
    text: 'You are still asked, once, and what you leave without an answer goes on as before; your manager is told so. To be reminded again, open the link in your newest mail.',
  },
  trouble: {
    title: 'That did not work',
    text: 'The fault is ours, and it is on record. Please go back and try again in a minute: what you typed is still in the form.',
  },
  refused: {
    title: 'We could not read that',
    text: 'The form arrived damaged, or it was longer than 64,000 characters. Go back: what you typed is still in the form. If that does not help, open the link in your mail again and answer from there.',
  },
  elsewhere: {
    title: 'We could not read that: the question is not behind this link',
    text: 'It may be somebody else’s, or of another mail, so nothing was recorded. Please open the link in your mail again and answer from there.',
  },
}
