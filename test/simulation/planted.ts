import { type Mutant, mutant, runOnMutant } from '../helpers/mutant.ts';

/* Ways in which a ledger goes wrong, each of which the simulation must find within a thousand seeds. */

const OUTBOX = 'proposals/refund-outbox.ts';

export const PLANTED: readonly Mutant[] = [
  mutant('a repeated call carries a new key', [
    OUTBOX,
    "const key = textOf(row, 'key');",
    "const key = textOf(row, 'key') + numberOf(row, 'attempts');",
  ]),
  mutant('an unknown outcome counts as failed', [
    OUTBOX,
    'const { status, hold } = answer;',
    "const { hold } = answer;\n    const status = answer.status === 'unknown' ? 'failed' : answer.status;",
  ]),
  mutant('the receipt of the call is believed', [
    OUTBOX,
    '      await ask();\n      answer = await read();',
    'answer = await ask();',
  ]),
  mutant('what is pending counts as done', [
    OUTBOX,
    'const { status, hold } = answer;',
    "const { hold } = answer;\n    const status = answer.status === 'pending' ? 'succeeded' : answer.status;",
  ]),
  mutant('the whole payment is given back instead of the part', [
    OUTBOX,
    "const amount = { amount: numberOf(row, 'amount'), currency: textOf(row, 'currency') };\n    const instrumentId",
    "const amount = { amount: payment.amount, currency: textOf(row, 'currency') };\n    const instrumentId",
  ]),
  mutant('a proposal ends with the first of its refunds', [
    OUTBOX,
    "byHand.length === 0 &&\n      others.every(({ state }) => state === 'done' || state === 'failed');",
    'true;',
  ]),
  mutant('one failed refund of two is forgotten', [
    OUTBOX,
    "status === 'failed' || others.some(({ state }) => state === 'failed')",
    "status === 'failed'",
  ]),
  mutant('a failed refund keeps its money', [
    OUTBOX,
    "'UPDATE refunds SET status = ?, completed_at",
    "'UPDATE refunds SET status = CASE ? WHEN \\'failed\\' THEN \\'pending\\' ELSE \\'succeeded\\' END, completed_at",
  ]),
  mutant('two answers to one call are both booked', [
    OUTBOX,
    `assertThat("(SELECT state FROM outbox WHERE id = ?) = 'sent'", textOf(row, 'id')),`,
    '',
  ]),
  mutant('a call that was begun is not taken up again', [
    OUTBOX,
    "WHERE state IN ('waiting', 'sent') AND not_before <= ?",
    "WHERE state = 'waiting' AND not_before <= ?",
  ]),
  mutant('a refund on its way out does not wait for a check', [
    OUTBOX,
    'if (answer === null && (await this.#isHeld(row)))',
    'if (false)',
  ]),
  mutant('a word that comes late holds a refund that is over', [
    'proposals/hold-writes.ts',
    "refunds: \"status IN ('succeeded', 'failed', 'cancelled')\"",
    'refunds: "status = \'cancelled\'"',
  ]),
  mutant('a shopper is told of a check whenever somebody looks', [
    'proposals/tell-held.ts',
    'if (told === news) return;',
    '',
  ]),
  mutant('nobody tells the shopper of a check', [
    OUTBOX,
    "await tellHeld(this.#parts, row, await this.#proposal(textOf(row, 'proposal_id')), isAsked);",
    '',
  ]),
  mutant('a check that ended in its own second goes on', [
    'proposals/hold-notices.ts',
    "ORDER BY at DESC, outcome = 'held', sequence DESC",
    'ORDER BY at DESC, sequence DESC',
  ]),
  mutant('the last word that came counts, not the latest', [
    'proposals/hold-notices.ts',
    "ORDER BY at DESC, outcome = 'held', sequence DESC",
    'ORDER BY sequence DESC',
  ]),
  mutant(
    'money that is held goes back',
    ['policy/refund-shares.ts', 'if (isHeld(payment))', 'if (false)'],
    ['proposals/refund-act.ts', "isNotHeld('payments', paymentId),", ''],
  ),
  mutant('a provider who could not be asked is taken for one who was', [
    'proposals/refund-outbox.ts',
    "status === 'unknown' ? null : true",
    'true',
  ]),
  mutant('what a return has paid is not taken off', [
    'policy/arrivals.ts',
    'const due = owed - (state.settled ?? 0);',
    'const due = owed;',
  ]),
  mutant('what arrived is paid whether it was accepted or not', [
    'policy/arrivals.ts',
    'picksOf(state.arrivals.filter((one) => one.accepted))',
    'picksOf(state.arrivals)',
  ]),
  mutant(
    'an act of goods-in that is sent again is booked again',
    ['proposals/returns.ts', '!(await this.#isBooked(proposalId, input.clientArrivalId))', 'true'],
    [
      'proposals/arrival-writes.ts',
      '    proposalId,\n    clientId,\n    lineId,',
      '    proposalId,\n    clientId + Math.random(),\n    lineId,',
    ],
  ),
  mutant(
    'two who book in at once both pay',
    ['proposals/returns.ts', '...soFar(proposal.id, before),', ''],
    ['proposals/returns.ts', '...unchangedAssertions(records),', ''],
    ['proposals/returns.ts', '{settled ?? 0}`,', '{settled ?? 0}` + Math.random(),'],
  ),
  mutant('every part of a return is named alike', [
    'proposals/returns.ts',
    '{settled ?? 0}`,',
    '{0}`,',
  ]),
];

/** What the simulation says of it, with the seed; null when it found nothing. */
export function findPlanted(bug: Mutant, seeds: number): Promise<string | null> {
  return runOnMutant(bug, { entry: 'test/simulation/main.ts', args: ['--seeds', String(seeds)] });
}
