/** What a shopper can want. The last four steer the dialogue and are never answered by themselves. */
export const INTENTS = [
  'order_status',
  'payment_status',
  'track_shipment',
  'refund_request',
  'return_exchange',
  'cancel_order',
  'change_address',
  'product_question',
  'shipping_policy',
  'payment_methods',
  'human_agent',
  'complaint',
  'greeting_thanks',
  'out_of_scope',
  'confirm',
  'deny',
  'provide_details',
  'correct',
] as const;

export type Intent = (typeof INTENTS)[number];

export function isIntent(name: string): name is Intent {
  return INTENTS.some((intent) => intent === name);
}

/** A wish that something can be looked up or done about; the others only carry the dialogue. */
export function isTopic(intent: Intent): boolean {
  return !DIALOGUE.has(intent);
}

const DIALOGUE: ReadonlySet<Intent> = new Set([
  'greeting_thanks',
  'out_of_scope',
  'confirm',
  'deny',
  'provide_details',
  'correct',
]);
