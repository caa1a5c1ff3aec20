/**
 * Makes `data.csv` from the NHS England publication: `node examples/england/extract.ts SOURCE.csv > examples/england/data.csv`.
 * SOURCE is the tidy form (period, org_code, type, attendances, breaches, admissions) named in README.md beside this file.
 */
import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'

type Row = Record<'period' | 'org_code' | 'type' | 'attendances' | 'breaches', string>

const [source] = process.argv.slice(2)
if (!source) throw new Error('Name the source file: node examples/england/extract.ts nhs-ae-attendances.csv')
const rows = parse(readFileSync(source, 'utf8'), { columns: true }) as Row[]
const lines = rows
  .filter(({ type }) => type === '1')
  .sort((a, b) => a.period.localeCompare(b.period) || a.org_code.localeCompare(b.org_code))
  .map(({ period, org_code, attendances, breaches }) => {
    const within = Number(attendances) - Number(breaches)
    return `four-hour-performance,${period},${org_code},${within},${attendances}`
  })
process.stdout.write(`kpi,period,org,numerator,denominator\n${lines.join('\n')}\n`)
