/** Examples of the served document. A story posts and reads each of them. */
export const EXAMPLES = {
  kpi: 'four-hour',
  series: 'four-hour#org=A1',
  posting: {
    one: { summary: 'One observation', value: { kpi: 'attendances', period: '2026-W09', value: 912, unit: 'people' } },
    several: {
      summary: 'A ratio and its correction by period',
      value: {
        observations: [
          { kpi: 'four-hour', period: '2026-01', dimensions: { org: 'A1' }, numerator: 8120, denominator: 9043 },
          {
            kpi: 'four-hour',
            period: '2026-02',
            dimensions: { org: 'A1' },
            numerator: 7904,
            denominator: 8820,
            status: 'provisional',
            asOf: '2026-03-09T07:00:00Z',
          },
        ],
      },
    },
  },
  csv: {
    rows: {
      summary: 'A header and rows',
      value: 'kpi,period,ward,value\nbeds,2026-03-08,7,12\nbeds,2026-03-09,7,11\n',
    },
  },
} as const
