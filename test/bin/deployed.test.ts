import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { unmarshall } from '@aws-sdk/util-dynamodb'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type Runner, startRunner } from '../../local/runner.ts'
import type { Sns } from '../../local/services/sns.ts'
import { assembly } from '../stories/assembly.ts'
import { NOW, PLAN } from '../stories/bad-input-world.ts'
import { throughline, throughlineProcess } from './throughline.ts'

const folder = mkdtempSync(join(tmpdir(), 'throughline-'))
let runner: Runner
/** Options that reach the runner. */
let there: string[]

beforeAll(async () => {
  runner = await startRunner({ cdkOut: await assembly(), start: NOW, port: 0 })
  // Another deployment as the command line sees it: two sources, and one from before there were keys.
  const { cloudFormation, apiGateway } = runner.services
  const [known] = cloudFormation.all()
  const [key] = [...apiGateway.keys.keys()]
  const { ApiKeys: _, ...older } = known!.outputs
  cloudFormation.declare({
    ...known!,
    name: 'Wide',
    outputs: { ...older, ApiKeys: JSON.stringify({ crm: key, erp: key }) },
  })
  cloudFormation.declare({ ...known!, name: 'Older', outputs: older })
  // What the functions wait for is over sixty times as soon.
  runner.live(60)
  there = ['--endpoint', runner.origin]
})
afterAll(async () => {
  await runner.close()
  rmSync(folder, { recursive: true })
})

function file(name: string, content: string): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

/** The same plan with somebody who is asked about beds at once. */
const WATCHED = PLAN.replace(
  /(dimensions: \[ward\].*) \}/,
  `$1, triggers: [{ id: few-beds, kind: threshold, level: red, m: 1, n: 1, question: What now?,
        options: [{ id: open, label: Open a ward }, { id: wait, label: Wait }], fallback: { option: wait, note: Nothing } }] }`,
)

const beds = (period: string, wards: number[]) =>
  `kpi,period,ward,value\n${wards.map((ward) => `beds,${period},${ward},3`).join('\n')}\n`

/** Revisions stored of a day, by ward. */
async function stored(period: string): Promise<number[]> {
  const TableName = runner.created.stack.outputs.MeasurementsTable
  const { body } = await runner.dynamoDb.engine.send('Scan', JSON.stringify({ TableName, ConsistentRead: true }))
  const items = (JSON.parse(body) as { Items: Parameters<typeof unmarshall>[0][] }).Items.map((item) =>
    unmarshall(item),
  )
  return items.flatMap((item) => (item.sk === `OBS#${period}` ? [(item.revisions as unknown[]).length] : []))
}

test('before a plan is applied, doctor and import say so', async () => {
  const rows = file('early.csv', beds('2026-03-02', [1]))
  const doctor = await throughline(['doctor', ...there])
  const early = await throughline(['import', rows, ...there])
  expect(doctor.code).toBe(1)
  expect(doctor.out).toMatch(/✘ Plan: none applied yet\n {4}→ throughline apply PLAN/)
  expect(early.code).toBe(2)
  expect(early.err).toMatch(/^The API refused the rows \(409\): .*throughline apply/)
})

test('doctor says who hears of alarms, who has not confirmed, and when nobody does', async () => {
  const sns = runner.world.service<Sns>('sns')
  const [known] = runner.services.cloudFormation.all()
  /** What doctor says of the mail of a stack whose topic has these subscribers, by address and whether they confirmed. */
  const alarmMail = async (name: string, subscribers: [endpoint: string, confirmed: boolean][]) => {
    const AlarmTopic = `arn:aws:sns:eu-west-2:000000000000:${name}`
    sns.create(AlarmTopic)
    for (const [endpoint, confirmed] of subscribers) {
      const confirmedAt = confirmed ? 0 : Number.POSITIVE_INFINITY
      sns.subscribe(AlarmTopic, { id: endpoint, protocol: 'email', endpoint, raw: false, confirmedAt })
    }
    runner.services.cloudFormation.declare({ ...known!, name, outputs: { ...known!.outputs, AlarmTopic } })
    const { out, code } = await throughline(['doctor', '--stack', name, '--json', ...there])
    expect(code).toBe(1)
    const checks = JSON.parse(out) as { name: string; state: string; found: string; todo?: string }[]
    return checks.filter((check) => check.name === 'Alarm mail')
  }
  const [nobody] = await alarmMail('Unheard', [])
  expect(nobody).toMatchObject({ state: 'failed', found: expect.stringContaining('48 hours') })
  expect(nobody!.todo).toContain('aws sns subscribe --topic-arn arn:aws:sns:eu-west-2:000000000000:Unheard ')
  expect(await alarmMail('Asked', [['ops@example.org', false]])).toMatchObject([
    { state: 'failed', found: expect.stringContaining('ops@example.org has not confirmed') },
  ])
  const some: [string, boolean][] = [
    ['ann@example.org', true],
    ['bob@example.org', false],
  ]
  expect((await alarmMail('Heard', some)).map(({ state, found }) => [state, found.split(' ')[0]])).toEqual([
    ['ok', 'ann@example.org'],
    ['failed', 'bob@example.org'],
  ])
})

test('a plan with errors is not applied; a good one is, and again it changes nothing', async () => {
  const wrong = await throughline(['apply', file('wrong.yaml', PLAN.replace('desk: desk', 'desk: dsek')), ...there])
  expect(wrong.code).toBe(1)
  expect(wrong.out).toMatch(/wrong\.yaml:2:\d+ .*"dsek".*[\s\S]*Nothing was applied/)
  const plan = file('plan.yaml', PLAN)
  const asking = await throughline(['apply', plan, ...there])
  expect(asking).toMatchObject({ code: 2, err: expect.stringMatching(/no terminal to ask on.*--dry-run.*--yes/) })
  const none = await throughline(['history', ...there])
  expect(none).toMatchObject({ code: 2, err: expect.stringMatching(/No plan was applied.*throughline apply PLAN/) })
  const first = await throughline(['apply', plan, ...there, '--yes', '-m', 'the first'])
  expect(first).toMatchObject({ code: 0, out: expect.stringMatching(/Version 1 holds now: 3 people, 4 KPIs/) })
  const again = await throughline(['apply', plan, ...there, '-y'])
  expect(again).toMatchObject({ code: 0, out: expect.stringMatching(/Version 1 already says the same/) })
})

const LONGER = `${PLAN}# a comment that is kept\n`.replace(/name: [^,}\n]*/, 'name: Renamed Hospital')

test('history and show: who, when and why, and the plan as it was written, comments and all', async () => {
  const path = file('longer.yaml', LONGER)
  const dry = await throughline(['apply', path, ...there, '--dry-run'])
  expect(dry).toMatchObject({ code: 0, out: expect.stringMatching(/Nothing was applied \(--dry-run\)/) })
  expect((await throughline(['apply', path, ...there, '-y', '-m', 'a new name'])).out).toMatch(/Version 2 holds now/)
  const { out } = await throughline(['history', ...there])
  expect(out.split('\n').map((line) => line.replace(/\d{4}-\d\d-.*?\(.*?Z\)/, 'WHEN'))).toEqual([
    'version 2  WHEN  holds now',
    '  a new name',
    expect.stringMatching(/^ {2}by arn:\S+ \(as stated\)$/),
    'version 1  WHEN',
    '  the first',
    expect.stringMatching(/as stated/),
    '',
  ])
  expect((await throughline(['show', ...there])).out).toBe(`${LONGER.trimEnd()}\n`)
  expect((await throughline(['show', '--version', '1', ...there])).out).toBe(`${PLAN.trimEnd()}\n`)
  const json = JSON.parse((await throughline(['show', '--version', '2', '--json', ...there])).out)
  expect(json).toMatchObject({
    version: 2,
    requestId: expect.any(String),
    plan: { organisation: { name: 'Renamed Hospital' } },
  })
  expect((await throughline(['show', '--resolved', ...there])).out).toMatch(
    /^# version 2, applied .*\norganisation:\n {2}name: Renamed/,
  )
})

test('diff: a file against what holds, or two versions; what is under way only where it is known', async () => {
  const same = await throughline(['diff', file('longer.yaml', LONGER), ...there, '--exit-code'])
  expect(same).toEqual({
    code: 0,
    err: '',
    out: expect.stringMatching(/^version 2 → .*longer\.yaml\nNo difference\.\n$/),
  })
  const other = await throughline(['diff', file('plan.yaml', PLAN), ...there, '--exit-code'])
  expect(other.code).toBe(1)
  expect(other.out).toMatch(/^~ organisation .*\n {4}name: Renamed Hospital → /m)
  const versions = await throughline(['diff', '--from', '1', '--to', '2', ...there])
  expect(versions.out).toMatch(
    /^version 1 → version 2\n~ organisation Renamed Hospital\n {4}name: .* → Renamed Hospital\n/,
  )
  expect(versions.out).not.toMatch(/under way/i)
  expect((await throughline(['diff', '--from', '9', ...there])).err).toMatch(/no version 9 that ever held/)
})

test('what held at a date: the end of that day, and before the first apply a sentence', async () => {
  const day = new Date(runner.world.now()).toISOString().slice(0, 10)
  expect((await throughline(['show', '--at', day, ...there])).out).toBe(`${LONGER.trimEnd()}\n`)
  const before = await throughline(['show', '--at', '2020-01-31', ...there])
  expect(before.err).toMatch(/No plan held at 2020-01-31T23:59:59.*the first plan was applied at .*, as version 1/)
  const wrong = await throughline(['show', '--at', 'yesterday', ...there])
  expect(wrong).toMatchObject({ code: 2, err: expect.stringMatching(/"yesterday" is no date: write 2026-03-05/) })
  expect((await throughline(['show', '--version', '9', ...there])).err).toMatch(/no version 9 that ever held/)
})

test('files are written out into a folder, and never over what is there', async () => {
  const out = join(folder, 'back')
  expect((await throughline(['show', '--version', '1', '--out', out, ...there])).out).toMatch(/^1 file of version 1/)
  expect(readFileSync(join(out, 'plan.yaml'), 'utf8')).toBe(PLAN)
  const twice = await throughline(['show', '--out', out, '--version', '1', ...there])
  expect(twice).toMatchObject({ code: 2, err: expect.stringMatching(/plan\.yaml is there already/) })
})

test('back to an earlier version: a new version that says the same as the old one, files and all', async () => {
  const fewer = PLAN.replace(/ {2}- \{ id: attendances[\s\S]*?\} \}\n/, '').replace(
    'four-hour, attendances, beds',
    'four-hour, beds',
  )
  expect((await throughline(['apply', file('fewer.yaml', fewer), ...there, '--yes'])).out).toMatch(
    /Version 3 holds now/,
  )
  const back = await throughline(['apply', '--version', '1', ...there, '--yes'])
  expect(back).toMatchObject({ code: 0, out: expect.stringMatching(/Version 4 holds now/) })
  expect(back.out).toMatch(/\+ KPI Attendances(?:.*\n)*Going back asks nothing again: .* look at these yourself\.\n/)
  expect((await throughline(['history', ...there])).out).toMatch(/^version 4 .*\n {2}back to version 1\n/)
  expect((await throughline(['show', ...there])).out).toBe(`${PLAN.trimEnd()}\n`)
})

test('which deployment, which key: each question has its sentence', async () => {
  const rows = file('which.csv', beds('2026-03-02', [1]))
  const ask = (...more: string[]) => throughline(['import', rows, ...there, ...more])
  const stack = await ask('--stack', 'Nowhere')
  const several = await ask('--stack', 'Wide')
  const unknown = await ask('--source', 'crm')
  const older = await ask('--stack', 'Older')
  const wrongKey = await ask('--key', 'nonsense')
  const doctor = await throughline(['doctor', ...there, '--json'])
  expect(stack.err).toMatch(/There is no stack "Nowhere".*npx cdk deploy.*--stack/)
  expect(several.err).toMatch(/Several sources may post \(crm, erp\): name one with --source/)
  expect(unknown.err).toMatch(/no API key for the source "crm"\. The deployment has keys for: emergency-feed/)
  expect(older.err).toMatch(/has no output "ApiKeys": it was deployed from another version/)
  expect(wrongKey.err).toMatch(/\(403\): The header x-api-key is missing or names no key/)
  for (const one of [stack, several, unknown, older, wrongKey]) expect([one.code, one.out]).toEqual([2, ''])
  const checks = JSON.parse(doctor.out) as { name: string; state: string; found: string }[]
  expect(checks).toContainEqual(expect.objectContaining({ name: 'Plan', state: 'ok' }))
  expect(checks).toContainEqual(
    expect.objectContaining({ name: 'API keys', state: 'failed', found: `the plan's source "finance" has no key` }),
  )
  expect(await stored('2026-03-02')).toEqual([])
})

test('bad rows are told with their line in the file, whatever the quotes hold; the good ones are stored', async () => {
  const csv = [
    '\uFEFFkpi,period,ward,value,reason',
    'beds,2026-03-03,1,3,"counted',
    'twice"',
    '',
    'beds,2026-03-03,2,"3,5",',
    'beds,2026-03-03,3',
    'bedz,2026-03-03,4,3,',
    '"beds",2026-03-03,5,3,"a ""quote"""',
    'beds,2026-03-33,6,3,',
    ',,,,',
  ].join('\r\n')
  const path = file('bad.csv', csv)
  const ended = await throughline(['import', path, ...there, '--batch', '2'])
  expect(ended).toMatchObject({ code: 1, err: '' })
  const lines = ended.out.trim().split('\n')
  expect(lines.slice(0, -1).map((line) => /bad\.csv:(\d+) rejected: (.*)/.exec(line)?.slice(1))).toEqual([
    ['5', expect.stringMatching(/value is "3,5"; write a number like 1234\.5/)],
    ['6', expect.stringMatching(/3 cells, the header 5 columns/)],
    ['7', expect.stringMatching(/did you mean "beds"/)],
    ['9', expect.stringMatching(/"2026-03-33" is no daily period/)],
  ])
  expect(lines.at(-1)).toBe('2 recorded, 4 rejected')
  expect(await stored('2026-03-03')).toEqual([1, 1])
})

test('an import that was killed is finished by the same import; nothing is stored twice', async () => {
  const path = file('long.csv', beds('2026-03-04', [1, 2, 3, 4, 5, 6, 7, 8]))
  const args = ['import', path, ...there, '--batch', '2']
  // Each request binds its key and writes two rows: the eighth write is the first row of the third request.
  const killed = await throughlineProcess(args, (child) =>
    runner.faults.once({
      function: 'IntakeIngest',
      operation: 'PutItem',
      when: 'hold',
      nth: 8,
      run: () => child.kill('SIGKILL'),
    }),
  )
  expect(killed.code).toBeNull()
  const resumed = await throughline(args)
  expect(resumed).toMatchObject({ code: 0, err: '' })
  expect(resumed.out).toMatch(/^(4|5|6) replayed, (4|3|2) recorded\n$/)
  expect(await stored('2026-03-04')).toEqual(Array(8).fill(1))
  expect((await throughline(args)).out).toBe('8 replayed\n')
  expect((await throughline(['import', path, ...there])).out).toBe('8 unchanged\n')
})

test('backtest --from-deployed replays what the deployment knows, series the plan does not list too', async () => {
  const plan = file('watched.yaml', WATCHED)
  const none = await throughline(['backtest', plan, '--from-deployed', '--stack', 'Nowhere', ...there])
  expect(none.err).toMatch(/There is no stack "Nowhere"/)
  const args = ['backtest', plan, '--from-deployed', '--as-due', '--json', ...there]
  // A series is found by its checkpoint, which follows its figures by moments.
  await vi.waitFor(
    async () => {
      const ended = await throughline(args)
      expect(ended).toMatchObject({ code: 0, err: '' })
      const said = JSON.parse(ended.out) as { series: number; alarms: { series: string; fired: string }[] }
      expect(said.series).toBe(8)
      expect(said.alarms.map(({ series, fired }) => `${series} ${fired}`)).toEqual(
        expect.arrayContaining([1, 5, 8].map((ward) => `beds#ward=${ward} 2026-03-0${ward === 8 ? 4 : 3}`)),
      )
    },
    { timeout: 20_000, interval: 100 },
  )
})

test('backtest --from-deployed knows the silences made by command', async () => {
  const plan = file('watched.yaml', WATCHED)
  const silence = ['silence', 'add', 'beds', '--series', 'ward=9', '--until', '2026-03-31', '--because', 'Ward 9 moves']
  const made = await throughline([...silence, '--json', ...there])
  expect(made).toMatchObject({ code: 0, err: '' })
  const rows = file('moving.csv', beds('2026-03-09', [9]))
  expect((await throughline(['import', rows, ...there])).out).toBe('1 recorded\n')
  await vi.waitFor(
    async () => {
      const ended = await throughline(['backtest', plan, '--from-deployed', '--json', ...there])
      expect(ended).toMatchObject({ code: 0, err: '' })
      const said = JSON.parse(ended.out)
      expect(said.heldBack).toMatchObject([
        { series: 'beds#ward=9', fired: '2026-03-09', by: [{ why: 'silenced', because: 'Ward 9 moves' }] },
      ])
      expect(said.alarms.map(({ series }: { series: string }) => series)).not.toContain('beds#ward=9')
    },
    { timeout: 20_000, interval: 100 },
  )
  await throughline(['silence', 'end', JSON.parse(made.out).id, ...there])
})

test('why: nothing yet, a stranger’s nearest id, then why the urgent mail of a breach was not sent', async () => {
  const before = await throughline(['why', 'anna', ...there])
  expect(before).toMatchObject({ code: 0, err: '', out: expect.stringMatching(/^Anna \(anna\), Europe\/London\n/) })
  expect(before.out).toContain('No mail is over.')
  const near = await throughline(['why', 'ana', ...there])
  expect(near).toMatchObject({
    code: 2,
    err: expect.stringMatching(/no person "ana" in the plan; did you mean "anna"/),
  })
  expect((await throughline(['why', 'four-hour', ...there])).out).toBe(
    'Nothing was posted yet, and no period is due.\n',
  )
  expect((await throughline(['why', 'anna@example.org', ...there])).err).toMatch(/did you mean "anna"/)
  expect((await throughline(['why', 'anna', '--since', 'may', ...there])).err).toMatch(/not "may"/)
  const rows = file('breach.csv', 'kpi,period,org,numerator,denominator\nfour-hour,2026-02,A1,80,100\n')
  expect((await throughline(['import', rows, ...there])).out).toBe('1 recorded\n')
  const { out } = await vi.waitFor(
    async () => {
      const said = await throughline(['why', 'anna', ...there])
      expect(said.out).toMatch(/ {2}skipped, urgent/)
      return said
    },
    { timeout: 20_000, interval: 100 },
  )
  expect(out).toMatch(
    /“What do we do about waiting times\?”: asked\n {4}not sent: mail mode is allowlist and this address is not on it/,
  )
  expect(out).toMatch(/due 2026-.*1 mail so far; asked first\n {4}next: goes to the next of the chain too, 2026-/)
  expect((await throughline(['why', 'four-hour', ...there])).out).toMatch(
    /^four-hour#org=A1 {2}off-track, 2026-02 is due; newest 80 of 2026-02\n {2}\S+ \(threshold\): firing since 2026-02, S\d; asked with D-/,
  )
  const json = JSON.parse((await throughline(['why', 'anna', '--json', '--since', '2026-03-10', ...there])).out)
  expect(json.mails.map((one: { state: string }) => one.state)).toContain('skipped')
  expect(
    JSON.parse((await throughline(['why', 'anna', '--json', '--since', '2027-01-01', ...there])).out).mails,
  ).toEqual([])
})

test('silence: made, listed, ended, each with its sentence; a mistake says what to write', async () => {
  const until = new Date(NOW + 5 * 86_400_000).toISOString().slice(0, 10)
  const add = (kpi: string, ...more: string[]) =>
    throughline(['silence', 'add', kpi, '--until', until, '--because', 'A ward moves', ...more, ...there])
  const made = await add('beds', '--series', 'ward=1')
  expect(made).toMatchObject({ code: 0, err: '' })
  const id = /^(S-[0-9a-f]{16}) holds until /.exec(made.out)![1]!
  expect((await throughline(['silence', 'list', ...there])).out).toMatch(
    new RegExp(`^${id}  beds ward=1  until .*\\n  A ward moves\\n  by arn:aws:.* \\(as stated\\) on `),
  )
  expect((await throughline(['silence', 'end', id, ...there])).out).toMatch(/ is over\. What is true now is asked/)
  expect((await throughline(['silence', 'list', ...there])).out).toBe('Nothing is silenced by command.\n')
  expect(await add('bed')).toMatchObject({ code: 2, err: expect.stringMatching(/did you mean "beds"\?/) })
  expect(await add('beds', '--series', 'ward')).toMatchObject({
    code: 2,
    err: expect.stringMatching(/such as site=north/),
  })
})

test('decision: list, show, decide, and open: for somebody, with the reason, and told who was first', async () => {
  const run = (...args: string[]) => throughline(['decision', ...args, ...there])
  expect(await run('list', '--state', 'zzz')).toMatchObject({
    code: 2,
    err: expect.stringMatching(/--state takes one of open, acknowledged, decided, in-effect; .*not "zzz"/),
  })
  const listed = await run('list')
  expect(listed).toMatchObject({ code: 0, err: '' })
  const [, id] = /^(D-[0-9a-f]{16}) {2}S1 red {2}open {2}decide by 2026-/m.exec(listed.out)!
  expect(listed.out).toContain('  decider anna; asked: anna')
  expect((await run('list', '--person', 'maria')).out).toBe('No such decision is under way.\n')
  expect((await run('show', id!)).out).toMatch(
    /--option staff: Add staff\n[\s\S]*History:\n.*Decision opened: trigger\n {4}trigger "/,
  )
  expect(await run('show', 'D-1')).toMatchObject({
    code: 2,
    err: expect.stringMatching(/named like D-0123456789abcdef/),
  })
  expect((await run('show', 'D-0123456789abcdef')).err).toMatch(
    /no decision D-0123456789abcdef: "throughline decision list"/,
  )
  expect(await run('decide', id!)).toMatchObject({ code: 2, err: expect.stringMatching(/--option <id>/) })
  const operator = await run('decide', id!, '--option', 'staff', '--because', 'Two nurses.')
  expect(operator).toMatchObject({
    code: 2,
    err: expect.stringMatching(/An operator may not do this; who may: .*\nYour words: Two nurses\./),
  })
  const done = await run('decide', id!, '--option', 'staff', '--because', 'Two nurses.', '--as', 'anna@example.org')
  expect(done).toMatchObject({ code: 0, err: '', out: expect.stringMatching(/^D-\S+ is decided now/) })
  const late = await run('decide', id!, '--option', 'wait', '--because', 'No money.', '--as', 'maria')
  expect(late.err).toMatch(
    /^Nothing was recorded \(already-decided\)\.\nAnna decided "Add staff" on 2026-.*\nYour words: No money\./,
  )
  expect((await run('show', id!)).out).toMatch(
    /Decision decided: Anna by command, run by arn:\S+ \(as stated\)\n {4}chose "Add staff"/,
  )
  const [, day] = /(2026-\d\d-\d\d)/.exec(new Date(runner.world.now() + 6 * 86_400_000).toISOString())!
  const question = [
    '--question',
    'Do we lease it?',
    '--decider',
    'Maria',
    '--fallback',
    'no',
    '--because',
    'It ends in May.',
  ]
  const opened = await run(
    'open',
    ...question,
    '--decide-by',
    day!,
    '--option',
    'yes=Lease it',
    'no=Leave it',
    '--json',
  )
  expect(JSON.parse(opened.out)).toMatchObject({
    kind: 'person',
    decider: 'maria',
    options: [{ id: 'yes' }, { label: 'Leave it' }],
  })
  expect((await run('open', ...question, '--decide-by', day!, '--option', 'yes')).err).toMatch(
    /--option takes an id and a label/,
  )
  const both = JSON.parse((await run('list', '--json')).out) as { id: string; asked: string[] }[]
  expect(both.map((one) => one.id)).toContain(id)
  expect(JSON.parse((await run('list', '--ended', '2026-01-01', '--json')).out)).toEqual([])
}, 30_000)

test('a function that dies under an import is asked again', async () => {
  runner.faults.once({ function: 'IntakeIngest', operation: 'PutItem', when: 'after', nth: 2 })
  const ended = await throughline(['import', file('dies.csv', beds('2026-03-06', [1, 2])), ...there])
  expect(ended).toMatchObject({ code: 0, err: '' })
  expect(await stored('2026-03-06')).toEqual([1, 1])
})

test('the first hour: every command of docs/starting.md works, in its order', async () => {
  const doc = readFileSync(resolve(import.meta.dirname, '../../docs/starting.md'), 'utf8')
  for (const [, name, content] of doc.matchAll(/`(\w+\.csv)`:\n\n```csv\n([\s\S]*?)```/g)) file(name!, content!)
  const shell = [...doc.matchAll(/```sh\n([\s\S]*?)```/g)].flatMap(([, block]) => block!.trim().split('\n'))
  const said = new Map<string, string>()
  for (const line of shell) {
    const words = [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain!)
    expect(words.splice(0, 4)).toEqual(['npm', 'run', 'throughline', '--'])
    const args = words.map((word) => (/^my-company|\.csv$/.test(word) ? join(folder, word) : word))
    const ended = await throughline(args.map((word) => (word.startsWith('http:') ? runner.origin : word)))
    expect({ line, ...ended }).toMatchObject({ code: 0, err: '' })
    said.set(args[0]! + (args.at(-1) === 'people' ? ' people' : ''), ended.out)
  }
  expect([...said.keys()]).toEqual(['init', 'import people', 'import', 'lint', 'diff', 'apply', 'history'])
  expect(said.get('import people')).toMatch(/added function operations[\s\S]*2 added, 2 changed[\s\S]*idle-function/)
  expect(said.get('import')).toMatch(/added milestone offer-rewritten \(Offer rewritten\)\n1 added/)
  expect(said.get('lint')).toMatch(/0 errors, 1 warning/)
  expect(said.get('history')).toMatch(/The first plan/)
})
