/*
 * Each check on which the hostile run rests, taken away: the run must notice every one of them. Where two layers hold
 * the same line, both are taken away together.
 */

export interface Mutant {
  /** the check that is missing */
  name: string;
  edits: { file: string; find: string; put: string }[];
}

const mutant = (name: string, ...edits: [file: string, find: string, put: string][]): Mutant => ({
  name,
  edits: edits.map(([file, find, put]) => ({ file: `src/${file}`, find, put })),
});

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
];
