import { ANSWER_LOST, CONDITION_FAILED, MENDS, NOT_THE_CONDITION } from './retries.ts'

/** What the course refers to. */
export interface ReviewCourseOf {
  ledgerTable: string
  /** ARN of advance-cycle. */
  advance: string
  /** `aws`, `aws-cn` …: ARNs of integrations name it too. */
  partition: string
}

type Act = 'look' | 'freeze' | 'ask' | 'open' | 'close' | 'pack'

/** Longer than the function's own limit of five minutes, so that it ends first and its error is the one seen. */
const ACT_TIMEOUT_SECONDS = 330

/** A cycle closes within weeks; after so long the Ledger is asked again. */
const LONGEST_WAIT_SECONDS = 100 * 86_400

/** Hundreds asked side by side: two functions write some forty transactions a second each, which one partition takes. */
const SIDE_BY_SIDE = 2

const key = (cycle: string) => ({ pk: { S: `{% 'CYCLE#' & ${cycle} %}` }, sk: { S: 'META' } })
const ME = '{% $states.context.Execution.Name %}'

/**
 * The course of one review cycle (Amazon States Language, JSONata). The input is `{cycle: "weekly@2026-03-02"}`; facts stay
 * in the Ledger, the machine keeps the id, the stage and how long to wait.
 *
 *  1. Claim the cycle; whoever loses ends in `Already running`.
 *  2. Look where it stands. What comes next? The Ledger says, after every act:
 *  3.   freeze → Freeze the items (how many, in how many hundreds) → 2
 *  4.   ask → Ask everybody, a hundred items a call → Open it (count who is waited for) → 2
 *  5.   wait → Await the answers, until the close at most, woken when nobody is waited for → Close it → 2
 *  6.   close → Close it: what did not come is silent → 2
 *  7.   pack → Make the pack and mail it → 2
 *  8.   done → Done
 *
 * Nobody is waited for by name: one token for the cycle lies in it, on condition that it is open, ours, and still waits for
 * somebody. When that does not hold, the last answer came before the token: claim again and look.
 */
export function reviewCourse(of: ReviewCourseOf): object {
  return {
    Comment: 'The course of one review cycle; see lib/review-course.ts',
    QueryLanguage: 'JSONata',
    StartAt: 'Claim the cycle',
    States: {
      // Of all states only the first reads the input; from then on the id is a variable.
      'Claim the cycle': {
        ...claim(of, '$states.input.cycle'),
        Assign: { cycle: '{% $states.input.cycle %}' },
      },
      'Claim it again': claim(of, '$cycle'),
      'Already running': { Type: 'Succeed' },
      'Look where it stands': act(of, 'look'),
      'What comes next?': {
        Type: 'Choice',
        Choices: [
          stage('freeze', 'Freeze the items'),
          stage('ask', 'Ask everybody'),
          stage('wait', 'Await the answers'),
          stage('close', 'Close it'),
          stage('pack', 'Make the pack'),
          stage('done', 'Done'),
        ],
        Default: 'Unknown stage',
      },
      'Freeze the items': act(of, 'freeze'),
      'Ask everybody': askEverybody(of),
      'Open it': act(of, 'open'),
      'Await the answers': awaitAnswers(of),
      'Close it': act(of, 'close'),
      'Make the pack': act(of, 'pack'),
      Done: { Type: 'Succeed' },
      'Unknown stage': {
        Type: 'Fail',
        Error: 'UnknownStage',
        Cause: "{% 'advance-cycle answered the stage ' & $string($stage) & ', which this definition does not know.' %}",
      },
    },
  }
}

const stage = (name: string, next: string) => ({ Condition: `{% $stage = '${name}' %}`, Next: next })

const integration = ({ partition }: ReviewCourseOf, call: string) => `arn:${partition}:states:::${call}`

/** Step 1: one execution serves a cycle, whatever their names. Repeating one's own claim is allowed. */
function claim(of: ReviewCourseOf, cycle: string): object {
  return {
    Type: 'Task',
    Resource: integration(of, 'aws-sdk:dynamodb:updateItem'),
    Arguments: {
      TableName: of.ledgerTable,
      Key: key(cycle),
      UpdateExpression: 'SET claimedBy = :me',
      ConditionExpression: 'attribute_exists(pk) AND (attribute_not_exists(claimedBy) OR claimedBy = :me)',
      ExpressionAttributeValues: { ':me': { S: ME } },
    },
    Retry: [NOT_THE_CONDITION, MENDS],
    Catch: [{ ErrorEquals: CONDITION_FAILED, Next: 'Already running' }],
    Next: 'Look where it stands',
  }
}

const call = (of: ReviewCourseOf, payload: object) => ({
  Type: 'Task',
  Resource: integration(of, 'lambda:invoke'),
  Arguments: { FunctionName: of.advance, Payload: payload },
  TimeoutSeconds: ACT_TIMEOUT_SECONDS,
  Retry: [ANSWER_LOST, MENDS],
})

/** One call of advance-cycle; the stage it answers is where the course goes on. */
function act(of: ReviewCourseOf, name: Act): object {
  return {
    ...call(of, { act: name, cycle: '{% $cycle %}' }),
    Assign: {
      stage: '{% $states.result.Payload.stage %}',
      chunks: '{% $states.result.Payload.chunks %}',
      seconds: `{% $min([$states.result.Payload.seconds, ${LONGEST_WAIT_SECONDS}]) %}`,
    },
    Output: '{% $states.result.Payload %}',
    Next: 'What comes next?',
  }
}

/** Step 4. An iteration writes asks and ends: it never waits for a person. */
function askEverybody(of: ReviewCourseOf): object {
  return {
    Type: 'Map',
    Items: '{% [1..$chunks] %}',
    MaxConcurrency: SIDE_BY_SIDE,
    ItemSelector: { cycle: '{% $cycle %}', chunk: '{% $states.context.Map.Item.Value %}' },
    ItemProcessor: {
      ProcessorConfig: { Mode: 'INLINE' },
      StartAt: 'Ask a hundred',
      States: {
        'Ask a hundred': {
          ...call(of, { act: 'ask', cycle: '{% $states.input.cycle %}', chunk: '{% $states.input.chunk %}' }),
          Output: {},
          End: true,
        },
      },
    },
    Output: {},
    Next: 'Open it',
  }
}

/** Step 5. */
function awaitAnswers(of: ReviewCourseOf): object {
  return {
    Type: 'Task',
    Resource: integration(of, 'aws-sdk:dynamodb:updateItem.waitForTaskToken'),
    Arguments: {
      TableName: of.ledgerTable,
      Key: key('$cycle'),
      UpdateExpression: 'SET taskToken = :token',
      ConditionExpression: 'claimedBy = :me AND #state = :open AND waiting > :nobody',
      ExpressionAttributeNames: { '#state': 'state' },
      ExpressionAttributeValues: {
        ':token': { S: '{% $states.context.Task.Token %}' },
        ':me': { S: ME },
        ':open': { S: 'open' },
        ':nobody': { N: '0' },
      },
    },
    TimeoutSeconds: '{% $seconds %}',
    Retry: [NOT_THE_CONDITION, MENDS],
    Catch: [
      { ErrorEquals: CONDITION_FAILED, Next: 'Claim it again' },
      { ErrorEquals: ['States.Timeout'], Next: 'Close it' },
    ],
    Next: 'Close it',
  }
}
