/** What docs/plan.md says of `escalation.chain`: whatever is written, the manager comes first and the desk last. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { chainOf, escalationOrder } from '../../domain/escalation-order.ts'
import { Escalation } from '../../domain/plan/organisation.ts'
import { company } from './plan/diff/company.ts'

const plan = company()
const chain = fc.array(fc.constantFrom(...Escalation.shape.chain.element.options), { minLength: 1, maxLength: 8 })

test('whatever the chain, the manager is asked first and the desk last, and the others between them as they are written', () => {
  fc.assert(
    fc.property(chain, (written) => {
      const order = escalationOrder(chainOf({ ...plan, escalation: { chain: written } }))
      expect([order[0], order.at(-1)]).toEqual(['manager', 'desk'])
      const others = written.filter((role) => role === 'deputy' || role === 'accountable')
      expect(order.slice(1, -1)).toEqual([...new Set(others)])
    }),
  )
})

test('a plan that writes no chain is asked along owner, manager, deputy, accountable, desk', () => {
  expect(escalationOrder(chainOf(plan))).toEqual(['manager', 'deputy', 'accountable', 'desk'])
})
