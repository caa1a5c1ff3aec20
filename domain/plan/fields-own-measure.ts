/** What the fields of a KPI that Throughline measures itself mean. */
import { block } from './block.ts'
import { OwnMeasureSpec } from './own-measure.ts'

export const OWN_MEASURE = block({
  title: 'What Throughline measures',
  about:
    'How long decisions take is a KPI like any other, with target, bands and triggers. It is a `ratio`: days (of 24 hours) summed over the decisions that reached `to` in the period, divided by their number; its `unit` is days. Its dimensions are some of `decider`, `level`, `priority` and `severity`. Figures are written in the night after a period ends and written again when later facts change them. A period in which no decision got that far has no figure.',
  schema: OwnMeasureSpec,
  fields: {
    what: { means: 'What is measured: `decision-latency`.', example: 'decision-latency' },
    from: {
      means:
        'Where it begins: `signal` (end of the period that made the trigger fire), `opened`, `acknowledged`, `decided`, `in-effect`.',
      otherwise: 'opened',
      example: 'signal',
    },
    to: {
      means: 'Where it ends, a later moment: up to `effect-seen`, the first effect check with an answer.',
      otherwise: 'decided',
      example: 'decided',
    },
  },
})
