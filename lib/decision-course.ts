import { ANSWER_LOST, CONDITION_FAILED, MENDS, NOT_THE_CONDITION } from './retries.ts'

/** What the course refers to. */
export interface CourseOf {
  ledgerTable: string
  /** ARN of advance-decision. */
  advance: string
  /** ARN of this machine, for handing over. */
  machine: string
  /** `aws`, `aws-cn` …: ARNs of integrations name it too. */
  partition: string
}

/** A transition of advance-decision. Each may be called again and again; it answers `{state, stage, seconds, until}`. */
type Act = 'open' | 'overdue' | 'fallback' | 'settle' | 'take-effect' | 'check'

/**
 * No wait is longer than a hundred days: after it the Ledger is asked again, and an execution older than two hundred
 * days hands over to a new one. So none comes near Step Functions' year (200 + 100 days at most).
 */
const LONGEST_WAIT_SECONDS = 100 * 86_400
const HAND_OVER_AFTER_MS = 200 * 86_400_000

/** Longer than the function's own limit of 30 seconds, so that it ends first and its error is the one seen. */
const ACT_TIMEOUT_SECONDS = 60

const key = (decision: string) => ({ pk: { S: `{% 'DECISION#' & ${decision} %}` }, sk: { S: 'META' } })
const ME = '{% $states.context.Execution.Name %}'
const AGE = '$toMillis($states.context.State.EnteredTime) - $toMillis($states.context.Execution.StartTime)'

/**
 * The course of one decision (Amazon States Language, JSONata). The input is `{decision: "D-…"}`; facts stay in the
 * Ledger, the machine keeps the id, the stage it is in and how long to wait.
 *
 *  1. Claim the decision; whoever loses ends in `Already running`.
 *  2. Open the ask.
 *  3. What comes next? The Ledger says, after every act:
 *  4.   decide → Await the decision until decide-by → Mark it overdue → 3
 *  5.   overdue → Await the chain until the fallback → Fall back → 3
 *  6.   answered meanwhile → Settle the asks → 3
 *  7.   carry-out → Await carrying out, at most until it counts as done → Take effect → 3
 *  8.   await-effect-date → Wait for the effect date → Take effect → 3
 *  9.   effect → Wait for the effect → Check the effect → 3, which is a later look or the end
 * 10.   done → Done
 * 11.   older than 200 days → Hand over the claim → Start the successor → Handed over
 *
 * A waiting stage stores its task token in the decision on condition that the decision still waits and the claim is
 * still ours. When it does not hold, the answer came before the token: claim again (to end if another execution
 * serves now) and read what holds.
 */
export function decisionCourse(of: CourseOf): object {
  return {
    Comment: 'The course of one decision; see lib/decision-course.ts',
    QueryLanguage: 'JSONata',
    StartAt: 'Claim the decision',
    States: {
      // Of all states only the first reads the input; from then on the id is a variable.
      'Claim the decision': {
        ...claim(of, '$states.input.decision', 'Open the ask'),
        Assign: { decision: '{% $states.input.decision %}' },
      },
      'Claim it again': claim(of, '$decision', 'Settle the asks'),
      'Already running': { Type: 'Succeed' },
      'Open the ask': act(of, 'open'),
      'What comes next?': {
        Type: 'Choice',
        Choices: [
          stage('done', 'Done'),
          { Condition: `{% ${AGE} > ${HAND_OVER_AFTER_MS} %}`, Next: 'Hand over the claim' },
          stage('decide', 'Await the decision'),
          stage('overdue', 'Await the chain'),
          stage('carry-out', 'Await carrying out'),
          stage('await-effect-date', 'Wait for the effect date'),
          stage('effect', 'Wait for the effect'),
        ],
        Default: 'Unknown stage',
      },
      'Await the decision': awaitIn(of, ['open', 'acknowledged'], {
        answered: 'Settle the asks',
        timeout: 'Mark it overdue',
      }),
      'Mark it overdue': act(of, 'overdue'),
      'Await the chain': awaitIn(of, ['open', 'acknowledged'], { answered: 'Settle the asks', timeout: 'Fall back' }),
      'Fall back': act(of, 'fallback'),
      'Settle the asks': act(of, 'settle'),
      'Await carrying out': awaitIn(of, ['decided'], { answered: 'Settle the asks', timeout: 'Take effect' }),
      'Wait for the effect date': { Type: 'Wait', Seconds: '{% $seconds %}', Next: 'Take effect' },
      'Take effect': act(of, 'take-effect'),
      'Wait for the effect': { Type: 'Wait', Seconds: '{% $seconds %}', Next: 'Check the effect' },
      'Check the effect': act(of, 'check'),
      'Hand over the claim': handOver(of),
      'Start the successor': startSuccessor(of),
      'Handed over': { Type: 'Succeed' },
      Done: { Type: 'Succeed' },
      'Unknown stage': {
        Type: 'Fail',
        Error: 'UnknownStage',
        Cause:
          "{% 'advance-decision answered the stage ' & $string($stage) & ', which this definition does not know.' %}",
      },
    },
  }
}

const stage = (name: string, next: string) => ({ Condition: `{% $stage = '${name}' %}`, Next: next })

const integration = ({ partition }: CourseOf, call: string) => `arn:${partition}:states:::${call}`

/** Step 1: one execution serves a decision, whatever their names. Repeating one's own claim is allowed. */
function claim(of: CourseOf, decision: string, next: string): object {
  return {
    Type: 'Task',
    Resource: integration(of, 'aws-sdk:dynamodb:updateItem'),
    Arguments: {
      TableName: of.ledgerTable,
      Key: key(decision),
      UpdateExpression: 'SET claimedBy = :me',
      ConditionExpression: 'attribute_exists(pk) AND (attribute_not_exists(claimedBy) OR claimedBy = :me)',
      ExpressionAttributeValues: { ':me': { S: ME } },
    },
    Retry: [NOT_THE_CONDITION, MENDS],
    Catch: [{ ErrorEquals: CONDITION_FAILED, Next: 'Already running' }],
    Next: next,
  }
}

/** One call of advance-decision; the stage it answers is where the course goes on. */
function act(of: CourseOf, name: Act): object {
  return {
    Type: 'Task',
    Resource: integration(of, 'lambda:invoke'),
    Arguments: { FunctionName: of.advance, Payload: { act: name, decision: '{% $decision %}' } },
    TimeoutSeconds: ACT_TIMEOUT_SECONDS,
    Assign: {
      stage: '{% $states.result.Payload.stage %}',
      seconds: `{% $min([$states.result.Payload.seconds, ${LONGEST_WAIT_SECONDS}]) %}`,
    },
    Output: '{% $states.result.Payload %}',
    Retry: [ANSWER_LOST, MENDS],
    Next: 'What comes next?',
  }
}

/** A stage that waits for a person: its token lies in the decision while it is in one of these states. */
function awaitIn(of: CourseOf, states: string[], next: { answered: string; timeout: string }): object {
  const names = states.map((_, index) => `:state${index}`)
  const values = Object.fromEntries(states.map((state, index) => [`:state${index}`, { S: state }]))
  return {
    Type: 'Task',
    Resource: integration(of, 'aws-sdk:dynamodb:updateItem.waitForTaskToken'),
    Arguments: {
      TableName: of.ledgerTable,
      Key: key('$decision'),
      UpdateExpression: 'SET taskToken = :token',
      ConditionExpression: `claimedBy = :me AND #state IN (${names.join(', ')})`,
      ExpressionAttributeNames: { '#state': 'state' },
      ExpressionAttributeValues: { ':token': { S: '{% $states.context.Task.Token %}' }, ':me': { S: ME }, ...values },
    },
    TimeoutSeconds: '{% $seconds %}',
    Retry: [NOT_THE_CONDITION, MENDS],
    Catch: [
      { ErrorEquals: CONDITION_FAILED, Next: 'Claim it again' },
      { ErrorEquals: ['States.Timeout'], Next: next.timeout },
    ],
    Next: next.answered,
  }
}

/** Step 11: names the successor (`-r2`, `-r3` …, as the audit does) in the claim, unless the claim was taken away. */
function handOver(of: CourseOf): object {
  const run =
    "$contains($states.context.Execution.Name, '-r') ? $number($substringAfter($states.context.Execution.Name, '-r')) + 1 : 2"
  return {
    Type: 'Task',
    Resource: integration(of, 'aws-sdk:dynamodb:updateItem'),
    Arguments: {
      TableName: of.ledgerTable,
      Key: key('$decision'),
      UpdateExpression: 'SET claimedBy = :next',
      ConditionExpression: 'claimedBy = :me OR claimedBy = :next',
      ExpressionAttributeValues: { ':me': { S: ME }, ':next': { S: `{% $decision & '-r' & $string(${run}) %}` } },
    },
    Assign: { successor: `{% $decision & '-r' & $string(${run}) %}` },
    Retry: [NOT_THE_CONDITION, MENDS],
    Catch: [{ ErrorEquals: CONDITION_FAILED, Next: 'Already running' }],
    Next: 'Start the successor',
  }
}

function startSuccessor(of: CourseOf): object {
  const exists = ['Sfn.ExecutionAlreadyExistsException']
  return {
    Type: 'Task',
    Resource: integration(of, 'aws-sdk:sfn:startExecution'),
    Arguments: {
      StateMachineArn: of.machine,
      Name: '{% $successor %}',
      Input: "{% $string({'decision': $decision}) %}",
    },
    Retry: [{ ErrorEquals: exists, MaxAttempts: 0 }, MENDS],
    Catch: [{ ErrorEquals: exists, Next: 'Handed over' }],
    Next: 'Handed over',
  }
}
