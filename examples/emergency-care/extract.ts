/**
 * Makes `data.csv` from the NHS England publication: `node examples/emergency-care/extract.ts SOURCE.csv > examples/emergency-care/data.csv`.
 * SOURCE is the tidy form (period, org_code, type, attendances, breaches, admissions) named in README.md beside this file.
 */
import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { organisations } from './organisations.ts'

interface Row {
  period: string
  org_code: string
  type: string
  attendances: string
  breaches: string
  admissions: string
}

const [source] = process.argv.slice(2)
if (!source) throw new Error('Name the source file: node examples/emergency-care/extract.ts nhs-ae-attendances.csv')
const rows = parse(readFileSync(source, 'utf8'), { columns: true }) as Row[]
const chosen = new Map(organisations.map((o) => [o.code, o]))
const major = rows.filter((row) => row.type === '1' && chosen.has(row.org_code))

const lines: string[] = ['kpi,period,org,value,numerator,denominator']
const periods = [...new Set(major.map((row) => row.period))].sort()
for (const period of periods) {
  const month = major.filter((row) => row.period === period)
  for (const row of month.sort((a, b) => a.org_code.localeCompare(b.org_code))) {
    const within = Number(row.attendances) - Number(row.breaches)
    lines.push(`four-hour-performance,${period},${row.org_code},,${within},${row.attendances}`)
  }
  const sum = (name: 'attendances' | 'admissions') => month.reduce((total, row) => total + Number(row[name]), 0)
  lines.push(`attendances,${period},,${sum('attendances')},,`)
  lines.push(`admissions,${period},,${sum('admissions')},,`)
}
process.stdout.write(`${lines.join('\n')}\n`)
