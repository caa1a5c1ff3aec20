/** Words that are kept with a decision, where no plan has any: as the plan's own, they are in the language of the organisation. */
export const enKept = {
  /** Instead of a trigger's question, when the trigger comes and goes: its owner decides about the trigger, not about the KPI. */
  flap: {
    question: (question: string, trigger: string) =>
      `“${question}” was asked and fell away again and again: tune, widen or retire its trigger (${trigger})?`,
    tune: { label: 'Tune it: ask for more breaches before it fires', effect: 'Fewer, surer alarms' },
    widen: { label: 'Widen its bands: only a larger distance from target counts', effect: 'Fewer alarms' },
    retire: { label: 'Retire it: nobody decides anything because of it', effect: 'No alarms' },
    keep: { label: 'Keep it: the KPI itself swings and each swing matters', effect: 'As many alarms as now' },
    fallback: 'The accountable person changes the trigger in the plan.',
  },
  /** Whose question it is that is about no KPI. */
  asks: (name: string) => `${name} asks`,
  deskAsks: 'The desk asks',
}
