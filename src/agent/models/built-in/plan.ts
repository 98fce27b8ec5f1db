import type { OrderView } from '../../tools/results.ts';
import type { ToolArguments } from '../../tools/tool-arguments.ts';
import { gravity, meansPart, namesRefund, namesShippingCost, refundReason } from './cues.ts';
import type { Dialogue } from './dialogue.ts';
import { asksWhichFirst, forErrand } from './errands.ts';
import { giftAskedFor } from './gifts.ts';
import type { Intent } from './intents.ts';
import { linesNamed } from './lines-named.ts';
import { pickByPrice, withoutPrice } from './picks.ts';
import { asksFor, changeCalls, paymentCalls, returnCalls, swapCalls } from './plan-changes.ts';
import {
  call,
  handOff,
  isOpenable,
  orderArgs,
  type PlannedCall,
  resultOf,
  withOrder,
} from './planned-call.ts';
import { asksSizes, queryOf, SIZE_TABLES } from './query-words.ts';
import {
  articleAskedFor,
  asksForSuggestion,
  asksHowToOrder,
  asksWhatIsSold,
  pageBesideGoods,
} from './shop-questions.ts';
import { viewedProduct } from './viewed-product.ts';

/**
 * The tool calls that are needed next for the wishes of this turn; none when everything is looked up.
 * The same calls a language model would make: order before parcel, identity before money.
 */
export function planCalls(dialogue: Dialogue): PlannedCall[] {
  if (asksWhichFirst(dialogue)) return [];
  const planned = narrowed(dialogue).flatMap((one) =>
    one.wishes.flatMap((wish) => callsFor(wish, one)),
  );
  const made = new Set(dialogue.outcomes.map(({ name, args }) => keyOf({ name, args })));
  const fresh = new Map<string, PlannedCall>();
  for (const call of planned) if (!made.has(keyOf(call))) fresh.set(keyOf(call), call);
  return [...fresh.values()];
}

/** A message about several orders is several messages in one. */
function narrowed(dialogue: Dialogue): Dialogue[] {
  return dialogue.errands.length === 0
    ? [dialogue]
    : dialogue.errands.map((errand) => forErrand(dialogue, errand));
}

function keyOf({ name, args }: PlannedCall): string {
  return `${name} ${JSON.stringify(args, Object.keys(args).sort())}`;
}

function callsFor(wish: Intent, dialogue: Dialogue): PlannedCall[] {
  switch (wish) {
    case 'order_status':
      return swapCalls(dialogue) ?? orderStatusCalls(dialogue);
    case 'track_shipment':
      return trackingCalls(dialogue);
    case 'payment_status':
      return paymentCalls(dialogue);
    case 'refund_request':
      return refundCalls(dialogue);
    case 'cancel_order':
    case 'change_address':
      return changeCalls(wish, dialogue);
    case 'return_exchange':
      return swapCalls(dialogue) ?? returnCalls(dialogue);
    case 'payment_methods':
      if (asksFor(dialogue, 'payment_change')) return paymentCalls(dialogue);
      return [pageOn(wish, dialogue)];
    case 'shipping_policy':
      return [pageOn(wish, dialogue)];
    case 'product_question':
      return swapCalls(dialogue) ?? productCalls(dialogue);
    case 'human_agent':
      return [handOff(dialogue, 'asked')];
    case 'complaint':
      return [
        handOff(dialogue, dialogue.current.grave ?? gravity(dialogue.wishText) ?? 'complaint'),
      ];
    default:
      return [];
  }
}

/** The shop's page on what is asked, or on the wish as a whole. */
function pageOn(wish: Intent, dialogue: Dialogue): PlannedCall {
  const query = articleAskedFor(dialogue.wishText) ?? queryOf(dialogue, wish);
  return call('search_help', { query });
}

/** The catalogue, and for sizes the shop's tables; alone where no product is spoken of. What is asked of the shop itself, its pages say. */
function productCalls(dialogue: Dialogue): PlannedCall[] {
  const article = articleAskedFor(dialogue.wishText) ?? howToOrder(dialogue);
  if (article !== null) return [call('search_help', { query: article })];
  const viewed = viewedProduct(dialogue);
  // "Do you recommend it?" beside an article asks about that one.
  const isOpen = viewed === null && asksForSuggestion(dialogue.wishText, dialogue.situation.locale);
  if (isOpen || asksWhatIsSold(dialogue.wishText)) return [call('search_products', {})];
  const beside = pageBesideGoods(dialogue.wishText, dialogue.situation.locale);
  const gift = giftAskedFor(dialogue.wishText, dialogue.situation.locale);
  const found = resultOf(dialogue, 'search_products');
  // Nothing of that name, or none named: what the shop has may give ideas.
  if (viewed === null && gift !== null && (gift.goods === null || found?.ok === false))
    return [call('search_products', {})];
  const goods = beside?.goods ?? gift?.goods ?? dialogue.wishText;
  const asked = {
    ...dialogue,
    wishText: pickByPrice(goods) === null ? goods : withoutPrice(goods),
  };
  const query = viewed?.title ?? queryOf(asked, 'product_question');
  const sizes = asksSizes(dialogue);
  const isOfNothing = viewed === null && (sizes === 'all' || beside?.goods === null);
  return [
    ...(isOfNothing ? [] : [call('search_products', { query })]),
    ...(sizes === null ? [] : [call('search_help', { query: SIZE_TABLES })]),
    ...(beside === null ? [] : [call('search_help', { query: beside.page })]),
  ];
}

/** What to search the help pages for where the shopper asks how to order; null where something else is asked. */
function howToOrder({ wishText }: Dialogue): string | null {
  return asksHowToOrder(wishText) ? 'place an order' : null;
}

function orderStatusCalls(dialogue: Dialogue): PlannedCall[] {
  return withOrder(dialogue, (order) => {
    const looked = resultOf(dialogue, 'get_order');
    const isOnItsWay =
      looked?.ok === true && looked.order.status === 'shipped' && looked.order.shipmentCount > 0;
    return [call('get_order', order), ...(isOnItsWay ? [call('track_shipment', order)] : [])];
  });
}

function trackingCalls(dialogue: Dialogue): PlannedCall[] {
  const { tracking, contact } = dialogue;
  if (tracking !== null && dialogue.current.slots.order === null)
    return [
      call('track_shipment', {
        trackingNumber: tracking,
        ...(contact === null ? {} : { contact }),
      }),
    ];
  return withOrder(dialogue, (order) => [call('track_shipment', order)]);
}

function refundCalls(dialogue: Dialogue): PlannedCall[] {
  if (!namesRefund(dialogue.wishText)) return [];
  // "How do I get a refund?" asks for the rules, and gets them; money is proposed to who asks for it.
  if (!asksFor(dialogue, 'refund'))
    return [call('search_help', { query: queryOf(dialogue, 'refund_request') })];
  const { identity } = dialogue.situation;
  if (identity !== 'verified') {
    if (!isOpenable(dialogue)) return [];
    return [call('start_verification', orderArgs(dialogue))];
  }
  return withOrder(dialogue, ({ orderNumber }) => {
    const looked = resultOf(dialogue, 'get_order');
    if (looked === null) return [call('get_order', { orderNumber })];
    if (!looked.ok) return [];
    const request = refundRequest(dialogue, looked.order);
    if (request === null) return [];
    const proposed = resultOf(dialogue, 'propose_refund');
    // Money above a limit wants a fresh code, also from somebody who is verified.
    const wantsCode = proposed?.ok === false && proposed.reason === 'verification_needed';
    return [
      call('propose_refund', { orderNumber, ...request }),
      ...(wantsCode ? [call('start_verification', { orderNumber })] : []),
    ];
  });
}

/** What exactly is to be refunded; null when the shopper means a part and does not say which. */
export function refundRequest(
  dialogue: Dialogue,
  order: OrderView,
): Omit<ToolArguments<'propose_refund'>, 'orderNumber'> | null {
  const text = `${dialogue.wishText}\n${dialogue.current.text}`;
  const reason = refundReason(text);
  const amount = dialogue.current.slots.amount?.value ?? null;
  if (amount !== null) return { reason, amount };
  const named = linesNamed(text, order.lines);
  if (named.length > 0 && named.length < order.lines.length) return { reason, lines: named };
  const [quantity] = named;
  if (order.lines.length === 1 && quantity?.quantity !== undefined)
    return { reason, lines: [quantity] };
  if (namesShippingCost(text)) return null;
  if (order.lines.length > 1 && meansPart(text)) return null;
  return { reason };
}
