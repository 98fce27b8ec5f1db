import { type Mutant, mutant, runOnMutant } from '../helpers/mutant.ts';

/*
 * Each check on which the hostile run rests, taken away: the run must notice every one of them. Where two layers hold
 * the same line, both are taken away together.
 */

export const MUTANTS: readonly Mutant[] = [
  mutant('an order is shown to its own customer only', [
    'policy/identity.ts',
    "identity.customerId === order.customerId ? 'full' : 'none'",
    "'full'",
  ]),
  mutant('a claim opens the orders that were claimed only', [
    'policy/identity.ts',
    "identity.orderIds.includes(order.id) ? 'claimed' : 'none'",
    "'claimed'",
  ]),
  mutant('a contact counts only when the shopper wrote it', [
    'agent/tools/order-access.ts',
    "contact === '' || !wroteContact(scope.shopperTexts, contact)",
    "contact === ''",
  ]),
  mutant('a claim needs a contact that stands on the order', [
    'agent/tools/order-access.ts',
    'order === undefined || !matchesContact(order, contact) || !sameCustomer',
    'order === undefined || !sameCustomer',
  ]),
  mutant('the contacts tried are limited', [
    'agent/tools/order-access.ts',
    'if (!allowed)',
    'if (!allowed && contact === "")',
  ]),
  mutant('a claim shows no address', [
    'agent/tools/order-view.ts',
    "options.access === 'full' ?",
    "options.access !== 'none' as string ?",
  ]),
  mutant('a verified shopper opens no order of somebody else by its contact', [
    'policy/identity.ts',
    "if (identity.tier === 'verified')\n    return identity.customerId === order.customerId ? 'full' : 'none';",
    "if (identity.tier === 'verified') return 'full';",
  ]),
  mutant('a verification lapses', [
    'conversations/conversation.ts',
    "if (identity.verifiedUntil <= time) return { tier: 'anonymous' };",
    '',
  ]),
  mutant('a code must be right', [
    'conversations/verification.ts',
    'if (!right || customerId === null)',
    'if (customerId === null)',
  ]),
  mutant(
    'a code lapses',
    [
      'conversations/verification.ts',
      "state = 'open' AND expires_at > ? AND tries < ?\n           RETURNING",
      "state = 'open' AND (expires_at > ? OR 1) AND tries < ?\n           RETURNING",
    ],
    [
      'conversations/verification.ts',
      "state = 'open' AND expires_at > ?\",",
      "state = 'open' AND (expires_at > ? OR 1)\",",
    ],
  ),
  mutant('a button’s token must be the proposal’s own', [
    'proposals/proposals.ts',
    "if ('token' in act && (await sha256Hex(act.token)) !== proposal.tokenHash)",
    'if (false)',
  ]),
  mutant(
    'a proposal is confirmed in its own conversation, by its own customer',
    [
      'proposals/proposals.ts',
      "if (proposal?.conversationId !== conversationId) return refuse('not_found');",
      "if (proposal === undefined) return refuse('not_found');",
    ],
    ['proposals/proposals.ts', '|| identity.customerId !== proposal.customerId', ''],
  ),
  mutant('who confirms is still verified', [
    'proposals/proposals.ts',
    "if (identity.tier !== 'verified' || identity.customerId !== proposal.customerId)",
    'if (false)',
  ]),
  mutant('a message that confirms is a yes to what was shown last', [
    'proposals/proposals.ts',
    "if ('messageId' in act && !(await this.#saidYes(proposal, act.messageId, conversation)))",
    'if (false)',
  ]),
  mutant('a yes with something else beside it is none', [
    'language/yes-no.ts',
    "return words === 'yes' && !isPlain(text) ? null : words;",
    'return words;',
  ]),
  mutant(
    'a yes with a file beside it is none',
    ['proposals/last-shown.ts', ' && !hasFile(event)', ''],
    ['agent/fast-paths.ts', "(answer === 'yes' && turn.hasFile)", 'false'],
  ),
  mutant('a proposal expires', [
    'proposals/proposals.ts',
    "if (proposal.expiresAt <= this.#now()) return this.#lapse(proposal, 'lapsed', 'expired');",
    '',
  ]),
  mutant('a proposal lapses when what it rests on changes', [
    'proposals/proposals.ts',
    '|| ruling.factsHash !== proposal.factsHash || !isSameDeed(ruling, proposal)',
    '',
  ]),
  mutant('a person decides what the rules leave to a person', [
    'proposals/proposals.ts',
    "proposal.approval === 'none' && ruling.approval === 'none'",
    'true',
  ]),
  mutant(
    'staff may give back less, never more',
    ['proposals/changed-amounts.ts', '|| amount >= before.amount', ''],
    ['proposals/changed-amounts.ts', '|| after.amount > amount', ''],
  ),
  mutant(
    'the fast lane has caps',
    ['policy/fast-lane.ts', 'if (!policy.fastLane.enabled) return false;', 'return true;'],
    ['proposals/execution.ts', 'if (fastLane && orderId !== null)', 'if (false)'],
  ),
  mutant('some reasons need a person', [
    'policy/refund.ts',
    "signs.push('refund.reason_needs_person');",
    'void 0;',
  ]),
  mutant('a refund has a window', [
    'policy/refund.ts',
    'if (windowClosed(input, rule.windowDays))',
    'if (false)',
  ]),
  mutant(
    'disputed money does not go back',
    ['policy/amounts.ts', 'refunded - refundPending - disputed)', 'refunded - refundPending)'],
    [
      'proposals/refund-records.ts',
      "'(SELECT refundable FROM payment_balances WHERE payment_id = ?) = ?'",
      "'? IS NOT NULL AND ? IS NOT NULL'",
    ],
    [
      'proposals/refund-act.ts',
      "'(SELECT refundable FROM payment_balances",
      "'(SELECT captured FROM payment_balances",
    ],
  ),
  mutant('nobody approves their own refund', [
    'proposals/approvals.ts',
    'if (await isRequester(this.#shop, proposal.customerId, staff))',
    'if (false)',
  ]),
  mutant(
    'staff decide on what was confirmed only',
    [
      'proposals/approvals.ts',
      "if (proposal.state !== 'awaiting_approval') return { ok: false, reason: 'not_waiting' };",
      '',
    ],
    ['proposals/proposal-store.ts', '[asExpected, ...statements]', 'statements'],
  ),
  mutant(
    'what was decided once is not done twice',
    ['proposals/proposals.ts', "if (proposal.state !== 'open') return repeated(proposal, by);", ''],
    ['proposals/proposal-store.ts', '[asExpected, ...statements]', 'statements'],
  ),
  mutant('held money is not even promised', [
    'policy/refund-shares.ts',
    'if (isHeld(payment))',
    'if (false)',
  ]),
  mutant(
    'held money does not go back',
    ['policy/refund-shares.ts', 'if (isHeld(payment))', 'if (false)'],
    ['proposals/refund-act.ts', "isNotHeld('payments', paymentId),", ''],
  ),
  mutant(
    'an act of goods-in counts once',
    ['proposals/returns.ts', '!(await this.#isBooked(proposalId, input.clientArrivalId))', 'true'],
    [
      'proposals/arrival-writes.ts',
      '    clientId,\n    lineId,',
      '    clientId + Math.random(),\n    lineId,',
    ],
  ),
  mutant('a batch that books a refund looks for a hold itself', [
    'proposals/refund-act.ts',
    "isNotHeld('payments', paymentId),",
    '',
  ]),
  mutant('what a return has paid is taken off', [
    'policy/arrivals.ts',
    'const due = owed - (state.settled ?? 0);',
    'const due = owed;',
  ]),
  mutant('only what is accepted is paid', [
    'policy/arrivals.ts',
    'picksOf(state.arrivals.filter((one) => one.accepted))',
    'picksOf(state.arrivals)',
  ]),
  mutant('nobody books in a return of their own', [
    'proposals/returns.ts',
    'if (await isRequester(this.#shop, proposal.customerId, staff))',
    'if (false)',
  ]),
  mutant('goods-in is for staff', [
    'http/staff-auth.ts',
    'if (found === undefined)',
    "if (found === undefined) {\n        c.set('staff', { id: 'nobody' });\n        return next();\n      }\n      if (false)",
  ]),
];

/** Far more calls than any mutant has needed. */
const CALLS = 60_000;

/** What the hostile run says of a mutant; null when it noticed nothing. */
export function attackMutant(mutated: Mutant): Promise<string | null> {
  return runOnMutant(mutated, {
    entry: 'test/hostile/main.ts',
    args: ['--calls', String(CALLS), '--workers', '1', '--first'],
  });
}
