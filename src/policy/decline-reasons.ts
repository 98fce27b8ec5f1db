/** Plain reasons for a declined payment; `prompts/replies/` words each as `decline.<reason>`. */
export type PlainDeclineReason =
  | 'insufficient_funds'
  | 'expired_card'
  | 'incorrect_details'
  | 'authentication'
  | 'limit'
  | 'not_supported'
  | 'technical'
  | 'other';

/**
 * A provider's decline code as a reason a shopper can act on. What a bank keeps to itself (suspected fraud, lost or
 * stolen card, do not honour) stays `other`: the shopper is told to ask their bank, never accused.
 */
export function plainDeclineReason(code: string): PlainDeclineReason {
  const plain = code
    .trim()
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_');
  for (const [reason, codes] of REASONS)
    if (codes.some((known) => plain.includes(known))) return reason;
  return 'other';
}

// In this order: `card_not_supported` must not be read as `not_support…` of a technical fault, and so on.
const REASONS: readonly (readonly [PlainDeclineReason, readonly string[]])[] = [
  [
    'insufficient_funds',
    ['insufficient', 'not_enough_balance', 'not_enough_fund', 'low_balance', 'nsf'],
  ],
  [
    'expired_card',
    ['expired_card', 'card_expired', 'expired_payment_instrument', 'instrument_expired'],
  ],
  [
    'authentication',
    ['authentication', '3d_not_authenticated', '3ds', 'sca_', 'otp', 'not_authenticated'],
  ],
  [
    'incorrect_details',
    [
      'incorrect',
      'invalid_cvc',
      'invalid_number',
      'invalid_expiry',
      'invalid_card',
      'invalid_pin',
      'cvc_declined',
      'cvv',
      'avs_declined',
      'wrong_pin',
      'invalid_account',
      'invalid_phone',
    ],
  ],
  ['limit', ['limit', 'velocity', 'exceed', 'too_many', 'max_amount', 'withdrawal_count']],
  [
    'not_supported',
    [
      'not_supported',
      'unsupported',
      'not_permitted',
      'not_allowed',
      'currency_not',
      'restricted_card',
      'testmode',
      'country_not',
      'not_enabled',
      'transaction_not_permitted',
    ],
  ],
  [
    'technical',
    [
      'processing_error',
      'issuer_unavailable',
      'acquirer_error',
      'try_again',
      'timeout',
      'timed_out',
      'issuer_not_available',
      'technical',
      'system_error',
      'channel_unavailable',
      'service_unavailable',
      'reenter',
    ],
  ],
];
