import type { CardHold } from '../protocol/card.ts';
import type { Hold, Payment, Refund } from '../shop/payment-records.ts';

/** Whether somebody's check still keeps this money from moving. */
export function isHeld({ hold }: Pick<Payment | Refund, 'hold'>): boolean {
  return hold !== undefined && hold.releasedAt === undefined;
}

/** Where the money of a held payment is meanwhile. */
export type HeldStage = 'on_its_way' | 'authorized' | 'captured';

export function heldStage({ status, captures }: Pick<Payment, 'status' | 'captures'>): HeldStage {
  if (captures.length > 0) return 'captured';
  return status === 'authorized' ? 'authorized' : 'on_its_way';
}

/** What shopper and model may know of a hold: who and since when, never why. */
export interface HoldView {
  heldBy: Hold['by'];
  holdStatus: 'held';
  heldAt: string;
  latestOn?: string | undefined;
}

/** Null once it is over. Why it is held stays with staff: telling it could warn whom the law says not to warn. */
export function viewHold(record: Pick<Payment | Refund, 'hold'>): HoldView | null {
  if (record.hold === undefined || !isHeld(record)) return null;
  const { by, since, latestOn } = record.hold;
  return {
    heldBy: by,
    holdStatus: 'held',
    heldAt: since,
    ...(latestOn === undefined ? {} : { latestOn }),
  };
}

export function cardHold({ heldBy, heldAt, latestOn }: HoldView): CardHold {
  return { by: heldBy, since: heldAt, ...(latestOn === undefined ? {} : { latest: latestOn }) };
}
