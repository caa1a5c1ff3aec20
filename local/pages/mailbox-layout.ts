import { html, raw } from 'hono/html'

export type Markup = ReturnType<typeof html>

const style = `
:root { color-scheme: light dark; --ink: #1b1f24; --faint: #57606a; --paper: #fff; --raised: #f4f5f7; --line: #d5d9de; --accent: #0b5cad; --mark: #fff3c4; --mark-ink: #4d3800 }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e8eb; --faint: #a3abb5; --paper: #16191d; --raised: #20252b; --line: #363d46; --accent: #7db8f5; --mark: #3d3313; --mark-ink: #ffe9a3 } }
* { box-sizing: border-box }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, sans-serif }
header, main { max-width: 60rem; margin: 0 auto; padding: 1rem }
h1 { font-size: 1.35rem; margin: .25rem 0; overflow-wrap: anywhere }
a { color: var(--accent) }
a:focus-visible, select:focus-visible, button:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px }
.note { background: var(--mark); color: var(--mark-ink); margin: 0; padding: .5rem 1rem; text-align: center; font-size: .9rem }
.faint { color: var(--faint) }
form { display: flex; gap: .5rem; flex-wrap: wrap; align-items: end; margin: .75rem 0 }
label { display: grid; gap: .15rem; font-size: .9rem; min-width: 0 }
select, button { font: inherit; min-height: 2.75rem; padding: .25rem .75rem; border: 1px solid var(--line); border-radius: .4rem; background: var(--raised); color: inherit; max-width: 100% }
ol.mails { list-style: none; margin: 0; padding: 0; border-top: 1px solid var(--line) }
ol.mails li { border-bottom: 1px solid var(--line) }
ol.mails a { display: grid; gap: .1rem; padding: .7rem .25rem; text-decoration: none; color: inherit }
ol.mails a:hover { background: var(--raised) }
ol.mails strong { overflow-wrap: anywhere }
ol.mails small { display: flex; gap: .75rem; flex-wrap: wrap; color: var(--faint) }
.tag { border: 1px solid currentColor; border-radius: .3rem; padding: 0 .35rem }
nav { display: flex; gap: .25rem; flex-wrap: wrap; margin: .75rem 0 }
nav a, nav span { display: inline-flex; align-items: center; min-height: 2.75rem; padding: 0 .9rem; border-radius: .4rem; border: 1px solid var(--line); text-decoration: none }
nav [aria-current] { background: var(--accent); border-color: var(--accent); color: var(--paper) }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem .75rem; margin: .5rem 0 }
dt { color: var(--faint) } dd { margin: 0; overflow-wrap: anywhere }
iframe { width: 100%; height: 75vh; border: 1px solid var(--line); border-radius: .4rem; background: #fff }
pre { white-space: pre-wrap; overflow-wrap: anywhere; background: var(--raised); padding: 1rem; border-radius: .4rem; font-size: .9rem }
`

/** The frame of every page of the mailbox; says that nothing here was really sent. */
export function layout(title: string, body: Markup): string {
  return String(html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${raw(style)}</style>
</head>
<body>
<aside class="note" aria-label="About this mailbox">Local mailbox: its time is simulated, and none of these mails has left this machine.</aside>
${body}
</body>
</html>`)
}

/** An instant for people, in UTC because the mailbox holds the mails of people in every zone. */
export function moment(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`
}
