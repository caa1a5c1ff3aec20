import { html, type Markup } from '../../lambdas/pages/markup.ts'

/** How everything in a report was counted, for whoever doubts a number. docs/backtest.md says the same at length. */
export const ruleSection = (): Markup => html`<h2>How this was counted</h2>
<dl>
<dt>Replay</dt><dd>Every figure is folded in at the moment it was recorded, or else when its period was due, by the code the deployed functions run. Nobody answers in a back-test: each episode of a trigger counts as one decision.</dd>
<dt>Came back unasked (false alarm)</dt><dd>The trigger is clear again at the slot at which the effect of a decision would have been checked, although nobody was asked by this plan. Some of these were brought back by people who saw it without us, so the number is an upper bound. Silent sources are not judged.</dd>
<dt>Held back</dt><dd>As deployed, a trigger asks nobody while its data are missing, its target is out of reach, a silence of the plan holds, or an open question about what drives the KPI or about the whole it is part of says the same. That is no decision, costs no mail and tells of no miss; what is still true when it ends is asked then.</dd>
<dt>Miss</dt><dd>From the first slot off track until the series is on track again; for pace and forecast triggers a year or quarter that ended short of its target, and a false alarm is one about a window that did not.</dd>
<dt>Lead</dt><dd>Slots from the alarm to the first slot of the miss that was off track. “Late” is an alarm that waited for more than one bad slot.</dd>
<dt>Mails</dt><dd>The mails that first bring the questions; what waits for one person at one slot is one mail. Reminders come on top where nobody answers.</dd>
</dl>
`
