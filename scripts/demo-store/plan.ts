import type {
  Dispute,
  Hold,
  PaymentMethod,
  PaymentProvider,
  Refund,
} from '../../src/shop/payment-records.ts';
import type { OrderStatus } from '../../src/shop/records.ts';
import type { TrackingStatus } from '../../src/shop/shipment-records.ts';

/** An order in a few words; `make-order.ts` turns it into records. */
export interface Plan {
  number: string;
  country: string;
  /** index among the country's people */
  person: number;
  daysAgo: number;
  /** index into the catalogue, variant, quantity */
  items: readonly [product: number, variant: number, quantity: number][];
  status: OrderStatus;
  payments: readonly PaymentPlan[];
  parcels?: readonly ParcelPlan[];
  refunds?: readonly RefundPlan[];
  dispute?: Pick<Dispute, 'kind' | 'status' | 'reason'> & { openedDaysAgo: number };
  /** percent */
  discount?: number;
  note?: string;
  cancelReason?: string;
  /** what makes it worth remembering, for `data/demo-store/README.md` */
  story?: string;
}

export interface PaymentPlan {
  method: PaymentMethod;
  provider?: PaymentProvider;
  state: 'captured' | 'authorized' | 'pending' | 'failed' | 'expired' | 'cancelled';
  /** declined attempts before the last one, by decline code */
  declines?: readonly string[];
  /** the rest of the order is charged by the other payment; in the order's minor units */
  amount?: number;
  /** charged in this currency while the shop showed the order's */
  chargedIn?: 'USD';
  /** days until a voucher lapses, or since it has when negative */
  expiresInDays?: number;
  hold?: HoldPlan;
  cashOnDelivery?: { refused?: number; collected?: number; remitted?: number };
}

export interface HoldPlan {
  by: Hold['by'];
  /** the code whoever holds it gave */
  reason: string;
  sinceDaysAgo: number;
  /** the latest day they named */
  endsInDays?: number;
}

export interface ParcelPlan {
  status: TrackingStatus;
  lastScanDaysAgo: number;
  /** indexes of the order's items; all by default */
  items?: readonly number[];
  carrier?: string;
  customs?: { duties?: boolean; documents?: readonly string[] };
}

export interface RefundPlan {
  /** part of the payment, 1 for all of it */
  share: number;
  status: Refund['status'];
  route?: Refund['route'];
  reason: string;
  daysAgo: number;
  hold?: HoldPlan;
}
