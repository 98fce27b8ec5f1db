import type { OrderView } from '../../tools/results.ts';
import type { ToolName } from '../../tools/tool-arguments.ts';
import { addressIn } from './address-in.ts';
import { instrumentNamed, variantNamed } from './choices-named.ts';
import { meansPart, refundReason } from './cues.ts';
import type { Dialogue } from './dialogue.ts';
import type { Intent } from './intents.ts';
import { linesNamed } from './lines-named.ts';
import {
  call,
  handOff,
  isOpenable,
  orderArgs,
  type PlannedCall,
  resultOf,
  withOrder,
} from './planned-call.ts';
import { namesCancelling, writeAsked } from './proposals-asked.ts';
import { queryOf } from './query-words.ts';

/** A cancellation or another address, as far as the order has come. */
export function changeCalls(
  wish: 'cancel_order' | 'change_address',
  dialogue: Dialogue,
): PlannedCall[] {
  // "Is there a fee for cancelling?" asks about the rules, and gets them; "I don't want it any more" means the order spoken of.
  if (wish === 'cancel_order' && writeAsked(wish, dialogue.wishText) === null)
    return isOpenable(dialogue) && !namesCancelling(dialogue.wishText)
      ? [call('get_order', orderArgs(dialogue))]
      : [call('search_help', { query: queryOf(dialogue, wish) })];
  return withOrder(dialogue, (order) => {
    const looked = resultOf(dialogue, 'get_order');
    const found = looked?.ok === true ? looked.order : null;
    const isOpenToChange = found?.status === 'pending' || found?.status === 'processing';
    if (!isOpenToChange || found === null) return [call('get_order', order)];
    if (wish === 'change_address' && mayPropose(dialogue, 'propose_address_change'))
      return [
        call('get_order', order),
        ...(dialogue.isAnswer === true || asksFor(dialogue, 'address_change')
          ? addressChange(dialogue, found)
          : []),
      ];
    const proposal = wish === 'cancel_order' ? cancellation(dialogue, found) : null;
    if (proposal !== null && dialogue.situation.identity !== 'verified')
      return [call('get_order', order), ...provesFirst(dialogue, order, wish)];
    return [
      call('get_order', order),
      proposal !== null && mayPropose(dialogue, 'propose_cancellation')
        ? proposal
        : handOff(dialogue, 'other', wish),
    ];
  });
}

/** A code first, and then the change at once, at any hour; a person where no code can be sent. */
function provesFirst(
  dialogue: Dialogue,
  order: ReturnType<typeof orderArgs>,
  wish: Intent,
): PlannedCall[] {
  const started = resultOf(dialogue, 'start_verification');
  return started === null || started.ok
    ? [call('start_verification', order)]
    : [handOff(dialogue, 'other', wish)];
}

/** Only for a verified shopper; and what the rules have refused in this turn goes to a person. */
function mayPropose({ situation, outcomes }: Dialogue, tool: ToolName): boolean {
  return situation.identity === 'verified' && outcomes.every(({ name }) => name !== tool);
}

/** With a whole address, the proposal; without one nothing yet: the reply asks for it. */
function addressChange(dialogue: Dialogue, order: OrderView): PlannedCall[] {
  const { locale } = dialogue.situation;
  const home = /\b[A-Z]{2}$/.exec(order.shippingAddress?.untrusted ?? '')?.[0] ?? '';
  const address =
    addressIn(dialogue.current.text, locale, home) ?? addressIn(dialogue.wishText, locale, home);
  if (address === null) return [];
  return [call('propose_address_change', { orderNumber: order.orderNumber, address })];
}

/** The write the message asks for in words of its own, beside what the classifier takes for its topic. */
export function asksFor(dialogue: Dialogue, kind: ReturnType<typeof writeAsked>): boolean {
  const { wishText, wishes, current } = dialogue;
  return current.grave === null && wishes.some((wish) => writeAsked(wish, wishText) === kind);
}

function cancellation(dialogue: Dialogue, order: OrderView): PlannedCall | null {
  if (!asksFor(dialogue, 'cancellation')) return null;
  // Once packing has begun a person sees whether it can still be stopped.
  if (order.status !== 'pending') return null;
  const text = `${dialogue.wishText}\n${dialogue.current.text}`;
  const named = linesNamed(text, order.lines);
  const isPart = named.length > 0 && named.length < order.lines.length;
  if (!isPart && order.lines.length > 1 && meansPart(text)) return null;
  return call('propose_cancellation', {
    orderNumber: order.orderNumber,
    reason: refundReason(text) === 'changed_mind' ? 'no_longer_needed' : 'other',
    ...(isPart ? { lines: named } : {}),
  });
}

/** A return is proposed when the shopper says what is wrong with which article of a delivered order of theirs. */
export function returnCalls(dialogue: Dialogue): PlannedCall[] {
  const help = call('search_help', { query: queryOf(dialogue, 'return_exchange') });
  if (!isOpenable(dialogue)) return [help];
  const calls = [help, call('get_order', orderArgs(dialogue))];
  const looked = resultOf(dialogue, 'get_order');
  if (looked?.ok !== true || looked.order.returnDaysLeft === undefined) return calls;
  const text = `${dialogue.wishText}\n${dialogue.current.text}`;
  const reason = refundReason(text);
  const named = linesNamed(text, looked.order.lines);
  const [only, ...others] = looked.order.lines;
  const lines =
    named.length > 0 ? named : only !== undefined && others.length === 0 ? [{ line: 1 }] : [];
  if (
    lines.length === 0 ||
    reason === 'other' ||
    reason === 'not_received' ||
    reason === 'duplicate' ||
    !asksFor(dialogue, 'return') ||
    !mayPropose(dialogue, 'propose_return')
  )
    return calls;
  const { orderNumber } = looked.order;
  return [...calls, call('propose_return', { orderNumber, lines, reason })];
}

/** Another variant in an order of a verified shopper, sent or not; null when the message asks for none. */
export function swapCalls(dialogue: Dialogue): PlannedCall[] | null {
  const isAsked = asksFor(dialogue, 'item_change') || asksFor(dialogue, 'exchange');
  if (!isAsked || dialogue.situation.identity !== 'verified' || !isOpenable(dialogue)) return null;
  const { orderNumber } = orderArgs(dialogue);
  const looked = resultOf(dialogue, 'get_order');
  if (looked === null) return [call('get_order', { orderNumber })];
  if (!looked.ok) return [];
  const { status, lines, returnDaysLeft } = looked.order;
  const isOpen = status === 'pending' || status === 'processing';
  const tool = isOpen ? 'propose_item_change' : 'propose_exchange';
  const text = `${dialogue.wishText}\n${dialogue.current.text}`;
  const named = linesNamed(text, lines);
  const [line, ...others] =
    lines.length === 1 ? lines : lines.filter((one) => named.some((n) => n.line === one.line));
  if (line === undefined || others.length > 0) return null;
  if ((!isOpen && returnDaysLeft === undefined) || !mayPropose(dialogue, tool)) return null;
  const found = resultOf(dialogue, 'search_products');
  if (found === null) return [call('search_products', { query: line.quote })];
  const variantId = found.ok ? variantNamed(text, line, found.products) : null;
  return variantId === null
    ? []
    : [call(tool, { orderNumber, items: [{ line: line.line, variantId }] })];
}

/** How an order was paid, and the other way the shopper asks to pay it. */
export function paymentCalls(dialogue: Dialogue): PlannedCall[] {
  return withOrder(dialogue, (order) => {
    const looked = resultOf(dialogue, 'get_payment_status');
    const look = call('get_payment_status', order);
    if (looked?.ok !== true || !mayPropose(dialogue, 'propose_payment_change')) return [look];
    const payWith = asksFor(dialogue, 'payment_change')
      ? instrumentNamed(dialogue.wishText, looked.instruments ?? [])
      : null;
    const { orderNumber } = order;
    return payWith === null
      ? [look]
      : [look, call('propose_payment_change', { orderNumber, payWith })];
  });
}
