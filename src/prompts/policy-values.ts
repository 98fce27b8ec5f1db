import { z } from 'zod';

/*
 * The limits a merchant sets, in the front matter of `prompts/policy.md`: the only source for the code that decides
 * and, filled into the prose below it, for the words the model reads.
 */

const days = z.int().min(0).max(3650);
const currency = z.string().regex(/^[A-Z]{3}$/, 'three capital letters of ISO 4217');
/** in whole units of the currency named beside it, e.g. 150 or 99.50 */
const amount = z.number().min(0).max(10_000_000);
const cap = z.union([amount, z.literal('unlimited')]);

export const REFUND_REASONS = [
  'not_received',
  'damaged',
  'wrong_item',
  'not_as_described',
  'changed_mind',
  'duplicate',
  'other',
] as const;
export type RefundReason = (typeof REFUND_REASONS)[number];

export const CANCEL_REASONS = [
  'no_longer_needed',
  'ordered_by_mistake',
  'found_cheaper',
  'takes_too_long',
  'other',
] as const;
export type CancelReason = (typeof CANCEL_REASONS)[number];

export const RETURN_REASONS = [
  'damaged',
  'wrong_item',
  'not_as_described',
  'changed_mind',
  'other',
] as const;
export type ReturnReason = (typeof RETURN_REASONS)[number];

/** `none`: at once; `fast_lane`: at once within its caps; `person`: a colleague approves; `refused`: never */
const changeApproval = z.enum(['none', 'fast_lane', 'person', 'refused']);
export type ChangeApproval = z.infer<typeof changeApproval>;

/** how far an order may have come: `pending` is before fulfilment, `processing` in it but not shipped */
const statuses = z.array(z.enum(['pending', 'processing'])).min(1);

const reasonRule = z.strictObject({
  /** `none`: within the fast lane at once; `person`: a colleague approves; `refused`: never */
  approval: z.enum(['none', 'person', 'refused']),
  /** days since delivery; for not_received and duplicate since the order was placed */
  windowDays: z.union([days, z.literal('unlimited')]),
});

export const policySchema = z.strictObject({
  returns: z.strictObject({
    windowDays: z.union([days, z.literal('unlimited')]),
    reasons: z.array(z.enum(RETURN_REASONS)).min(1),
    /** whether a return needs one of these reasons */
    reasonNeeded: z.boolean(),
    /** where the money of a return may go */
    refundTo: z.array(z.enum(['original_method', 'gift_card'])).min(1),
    approval: changeApproval,
  }),
  exchange: z.strictObject({
    windowDays: z.union([days, z.literal('unlimited')]),
    approval: changeApproval,
  }),
  /** changes of an order that has not been shipped */
  changes: z.strictObject({
    cancellation: z.strictObject({
      statuses,
      reasons: z.array(z.enum(CANCEL_REASONS)).min(1),
      /** whether single lines can be cancelled, or only the whole order */
      lines: z.boolean(),
      approval: changeApproval,
    }),
    items: z.strictObject({ statuses, once: z.boolean(), approval: changeApproval }),
    address: z.strictObject({
      statuses,
      /** the new address must lie in the country the order goes to, because duties and postage depend on it */
      sameCountry: z.boolean(),
      approval: changeApproval,
    }),
    payment: z.strictObject({ statuses, once: z.boolean(), approval: changeApproval }),
    defaultAddress: z.strictObject({ approval: changeApproval }),
    /** once its articles were changed, an order can neither be changed again nor cancelled */
    lockedAfterItemChange: z.boolean(),
    /** a lower price goes back the way it came, or to the method the shopper names */
    refundTo: z.enum(['original_method', 'chosen_method']),
    /** the shopper always names the method for a price difference or a return, even where none is charged */
    methodNeeded: z.boolean(),
  }),
  refund: z.strictObject({
    reasons: z.strictObject(
      Object.fromEntries(REFUND_REASONS.map((reason) => [reason, reasonRule])) as Record<
        RefundReason,
        typeof reasonRule
      >,
    ),
    /** a refund of an order that is being prepared or under way needs a person first, unless switched off */
    undeliveredNeedsPerson: z.boolean(),
    /** where money has no way back, a person transfers it to a bank account; without it such wishes go to a person */
    bankTransfer: z.boolean(),
    /** whether a shopper may take store credit instead */
    storeCredit: z.boolean(),
  }),
  /** refunds carried out at once; everything above waits for a person */
  fastLane: z.strictObject({
    enabled: z.boolean(),
    /** the caps below are in this currency; others are compared by `oneUnitIsWorth` */
    currency,
    perOrder: cap,
    perShopper: cap,
    /** number of fast refunds to one shopper within `shopperDays` */
    refundsPerShopper: z.union([z.int().min(0).max(1000), z.literal('unlimited')]),
    shopperDays: z.int().min(1).max(365),
    /** all shoppers together within 24 hours */
    perDay: cap,
    /** rough worth of one unit of another currency, e.g. `USD: 0.9`; a currency not listed goes to a person */
    oneUnitIsWorth: z.record(currency, z.number().positive().max(100_000)),
  }),
  identity: z.strictObject({
    codeValidMinutes: z.int().min(1).max(60),
    verifiedHours: z.number().min(0.25).max(720),
    /** what a shopper sees who gave an order number and a matching contact, but no code */
    claimedMaySee: z.array(z.enum(['status', 'items', 'payment', 'tracking'])),
    /** a fresh code is needed for money above this, in the currency of the fast lane */
    stepUpAbove: z.union([amount, z.literal('never')]),
    stepUpMinutes: z.int().min(1).max(1440),
  }),
  proposal: z.strictObject({
    validMinutes: z.int().min(1).max(1440),
    /** for an amount that a person lowered: the shopper may be away by then */
    changedValidHours: z.int().min(1).max(720).default(72),
  }),
  /** days without a scan after which a parcel counts as stuck */
  stuckParcel: z.strictObject({
    domesticDays: z.int().min(1).max(120),
    internationalDays: z.int().min(1).max(120),
    customsDays: z.int().min(1).max(120),
    pickupDays: z.int().min(1).max(120),
  }),
});

/** Amounts are whole units of `fastLane.currency`; `policy/fast-lane.ts` turns them into minor units. */
export type PolicyValues = z.infer<typeof policySchema>;
