import { describe, expect, it } from 'vitest'
import { hindrance } from '../../domain/escalation-order.ts'
import { addressHash, unreachableBecause } from '../../domain/reachability.ts'
import { organisation, START } from './ask-organisation.ts'

const since = '2016-05-04T07:01:00Z'
const mark = (person: string, address?: string) => [
  { person, unreachable: { since, because: 'hard bounce', ...(address ? { address: addressHash(address) } : {}) } },
]

describe('whether mail reaches somebody', () => {
  it.each([
    ['the address that bounced is still theirs', 'owner', mark('owner', 'owner@example.org'), 'hard bounce'],
    ['the case of an address says nothing', 'owner', mark('owner', ' Owner@Example.ORG'), 'hard bounce'],
    ['the plan has another address for them by now', 'owner', mark('owner', 'former@example.org'), undefined],
    ['a mark without an address counts for every one', 'owner', mark('owner'), 'hard bounce'],
    ['somebody else is marked', 'deputy', mark('owner', 'owner@example.org'), undefined],
    ['the desk is always tried', 'desk', mark('desk', 'desk@example.org'), undefined],
  ])('%s', (_, person, states, expected) => {
    expect(unreachableBecause({ plan: organisation(), states }, person)).toBe(expected)
  })

  it('is what keeps an ask from them', () => {
    const around = { plan: organisation(), states: mark('owner', 'owner@example.org') }
    expect(hindrance(around, 'owner', START)).toBe('cannot be reached by mail (hard bounce)')
    expect(hindrance({ ...around, states: mark('owner', 'x@example.org') }, 'owner', START)).toBeUndefined()
  })
})
