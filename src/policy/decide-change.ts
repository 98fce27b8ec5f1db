import { planAddressChange } from './address-change.ts';
import { planCancellation } from './cancellation.ts';
import { planItemChange } from './item-change.ts';
import type { ChangeDecision, ChangeInput, ChangeRequest } from './order-change.ts';
import { planPaymentChange } from './payment-change.ts';
import { planExchange, planReturn } from './return.ts';

/**
 * Decides whether an order may be changed, what that costs or gives back, and whether a person must approve.
 * Pure: asked when the change is proposed and again, with fresh records, when it is carried out.
 */
export function decideChange(input: ChangeInput, request: ChangeRequest): ChangeDecision {
  switch (request.kind) {
    case 'cancellation':
      return planCancellation(input, request);
    case 'address_change':
      return planAddressChange(input, request);
    case 'item_change':
      return planItemChange(input, request);
    case 'exchange':
      return planExchange(input, request);
    case 'payment_change':
      return planPaymentChange(input, request);
    case 'return':
      return planReturn(input, request);
  }
}
