import { type Mutant, mutant, runOnMutant } from '../helpers/mutant.ts';

/* Ten ways in which a ledger goes wrong, each of which the simulation must find within a thousand seeds. */

const OUTBOX = 'proposals/refund-outbox.ts';

export const PLANTED: readonly Mutant[] = [
  mutant('a repeated call carries a new key', [
    OUTBOX,
    "const key = textOf(row, 'key');",
    "const key = textOf(row, 'key') + numberOf(row, 'attempts');",
  ]),
  mutant('an unknown outcome counts as failed', [
    OUTBOX,
    "if (answer.status === 'pending' || answer.status === 'unknown') {",
    "if (answer.status === 'unknown') answer = { ...answer, status: 'failed' };\n    if (answer.status === 'pending') {",
  ]),
  mutant('the receipt of the call is believed', [
    OUTBOX,
    '      await ask();\n      answer = await read();',
    'answer = await ask();',
  ]),
  mutant('what is pending counts as done', [
    OUTBOX,
    "if (answer.status === 'pending' || answer.status === 'unknown') {",
    "if (answer.status === 'pending') answer = { ...answer, status: 'succeeded' };\n    if (answer.status === 'unknown') {",
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
];

/** What the simulation says of it, with the seed; null when it found nothing. */
export function findPlanted(bug: Mutant, seeds: number): Promise<string | null> {
  return runOnMutant(bug, { entry: 'test/simulation/main.ts', args: ['--seeds', String(seeds)] });
}
