import { collectLess } from './cancellation.ts';
import {
  chargeOf,
  chooseInstrument,
  isPaid,
  moneyBack,
  namedInstrument,
  uncollected,
  withApproval,
} from './change-money.ts';
import type { ChangePlan } from './order-change.ts';
import {
  type ChangeDecision,
  type ChangeInput,
  type ChangeOf,
  type ChangeRefusal,
  changedLinesOf,
  plan,
  refuseChange as refuse,
  tooLate,
} from './order-change.ts';
import { replaceLines } from './replacements.ts';

/** Other variants in an order that has not been shipped. A higher price is charged, a lower one goes back. */
export function planItemChange(
  input: ChangeInput,
  request: ChangeOf<'item_change' | 'exchange'>,
): ChangeDecision {
  const { order, policy, earlier } = input;
  const rule = policy.changes.items;
  if (rule.once && (order.itemsModified || earlier.includes('item_change')))
    return refuse('change.once_only', 'the articles of an order can be changed once only');
  const late = tooLate(input, rule);
  if (late !== null) return late;
  const replaced = replaceLines(input, request.replacements);
  if (!replaced.ok) return replaced;
  const { difference } = replaced;
  const atTheDoor = uncollected(input).some(({ method }) => method === 'cash_on_delivery');
  const instrument = chooseInstrument(
    input,
    request.instrumentId,
    atTheDoor ? 0 : difference.amount,
  );
  if (instrument !== null && 'ok' in instrument) return instrument;
  const money = settle(input, difference.amount, instrument, atTheDoor);
  if ('ok' in money) return money;
  return withApproval(
    input,
    'item_change',
    rule.approval,
    plan({
      ...money,
      difference,
      instrument: namedInstrument(instrument),
      lines: replaced.planned,
      stock: replaced.stock,
      effect: {
        type: 'lines',
        order: { ...replaced.after, itemsModified: true },
        before: changedLinesOf(order),
      },
    }),
  );
}

function settle(
  input: ChangeInput,
  difference: number,
  instrument: Exclude<ReturnType<typeof chooseInstrument>, ChangeRefusal>,
  atTheDoor: boolean,
): Pick<ChangePlan, 'charges' | 'refunds' | 'adjusted'> | ChangeRefusal {
  const { order, policy } = input;
  const nothing = { charges: [], refunds: [], adjusted: [] };
  if (difference === 0) return nothing;
  if (!isPaid(input) && (atTheDoor || difference < 0)) {
    const adjusted = collectLess(input, -difference);
    if (adjusted === null)
      return refuse('change.currency', 'the payment cannot be adjusted', 'person');
    return { ...nothing, adjusted };
  }
  if (difference < 0) {
    const target = policy.changes.refundTo === 'chosen_method' ? instrument : null;
    const refunds = moneyBack(input, -difference, target);
    return Array.isArray(refunds) ? { ...nothing, refunds } : refunds;
  }
  if (instrument === null) return refuse('change.method_needed', 'ask which way to pay to use');
  const charge = chargeOf(instrument, { amount: difference, currency: order.currency });
  return { ...nothing, charges: [charge] };
}
