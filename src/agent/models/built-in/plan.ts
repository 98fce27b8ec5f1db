import type { OrderView, ToolArguments, ToolName, ToolResult } from '../../tools/results.ts';
import { addressIn } from './address-in.ts';
import { gravity, meansPart, namesRefund, namesShippingCost, refundReason } from './cues.ts';
import type { Dialogue } from './dialogue.ts';
import type { Intent } from './intents.ts';
import { linesNamed } from './lines-named.ts';
import { proposalAsked, writeAsked } from './proposals-asked.ts';
import { queryOf } from './query-words.ts';

export interface PlannedCall {
  name: ToolName;
  args: Record<string, unknown>;
}

/**
 * The tool calls that are needed next for the wishes of this turn; none when everything is looked up.
 * The same calls a language model would make: order before parcel, identity before money.
 */
export function planCalls(dialogue: Dialogue): PlannedCall[] {
  const planned = dialogue.wishes.flatMap((wish) => callsFor(wish, dialogue));
  const made = new Set(dialogue.outcomes.map(({ name, args }) => keyOf({ name, args })));
  const fresh = new Map<string, PlannedCall>();
  for (const call of planned) if (!made.has(keyOf(call))) fresh.set(keyOf(call), call);
  return [...fresh.values()];
}

/** The result of a tool in this turn, of the given kind only. */
export function resultOf<Name extends ToolName>(
  dialogue: Dialogue,
  name: Name,
): ToolResult<Name> | null {
  const outcome = dialogue.outcomes.findLast((one) => one.name === name);
  if (outcome === undefined) return null;
  // The name decides the type: `readOutcome` parsed the result by this tool's schema.
  return outcome.result as ToolResult<Name>;
}

function keyOf({ name, args }: PlannedCall): string {
  return `${name} ${JSON.stringify(args, Object.keys(args).sort())}`;
}

function callsFor(wish: Intent, dialogue: Dialogue): PlannedCall[] {
  switch (wish) {
    case 'order_status':
      return orderStatusCalls(dialogue);
    case 'track_shipment':
      return trackingCalls(dialogue);
    case 'payment_status':
      return withOrder(dialogue, (order) => [call('get_payment_status', order)]);
    case 'refund_request':
      return refundCalls(dialogue);
    case 'cancel_order':
    case 'change_address':
      return changeCalls(wish, dialogue);
    case 'return_exchange':
      return returnCalls(dialogue);
    case 'shipping_policy':
    case 'payment_methods':
      return [call('search_help', { query: queryOf(dialogue, wish) })];
    case 'product_question':
      return [call('search_products', { query: queryOf(dialogue, wish) })];
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

/** With an order to open, the calls for it; a verified shopper who names none is shown their orders first. */
function withOrder(
  dialogue: Dialogue,
  calls: (order: OrderArguments) => PlannedCall[],
): PlannedCall[] {
  if (isOpenable(dialogue)) return calls(orderArgs(dialogue));
  if (dialogue.order !== null || dialogue.situation.identity !== 'verified') return [];
  const found = resultOf(dialogue, 'find_orders');
  if (found === null) return [call('find_orders', {})];
  const [only] = found.ok && found.orders.length === 1 ? found.orders : [];
  return only === undefined ? [] : calls({ orderNumber: only.orderNumber });
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
    return request === null ? [] : [call('propose_refund', { orderNumber, ...request })];
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

function changeCalls(wish: 'cancel_order' | 'change_address', dialogue: Dialogue): PlannedCall[] {
  // "Is there a fee for cancelling?" asks about the rules, and gets them.
  if (wish === 'cancel_order' && writeAsked(wish, dialogue.wishText) === null)
    return [call('search_help', { query: queryOf(dialogue, wish) })];
  return withOrder(dialogue, (order) => {
    const looked = resultOf(dialogue, 'get_order');
    const found = looked?.ok === true ? looked.order : null;
    const isOpenToChange = found?.status === 'pending' || found?.status === 'processing';
    if (!isOpenToChange || found === null) return [call('get_order', order)];
    if (wish === 'change_address' && mayPropose(dialogue, 'propose_address_change'))
      return [call('get_order', order), ...addressChange(dialogue, found)];
    const proposal =
      wish === 'cancel_order' && mayPropose(dialogue, 'propose_cancellation')
        ? cancellation(dialogue, found)
        : null;
    return [call('get_order', order), proposal ?? handOff(dialogue, 'other', wish)];
  });
}

/** Only for a verified shopper; and what the rules have refused in this turn goes to a person. */
function mayPropose(
  { situation, outcomes }: Dialogue,
  tool: 'propose_cancellation' | 'propose_return' | 'propose_address_change',
): boolean {
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
function asksFor(dialogue: Dialogue, kind: ReturnType<typeof proposalAsked>): boolean {
  const { wishText: text, wishes, current } = dialogue;
  return proposalAsked({ text, wishes, grave: current.grave }) === kind;
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
function returnCalls(dialogue: Dialogue): PlannedCall[] {
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

type OrderArguments = { orderNumber: string; contact?: string };

/** An order is named, and either it is open to this shopper or they gave a contact to open it with. */
export function isOpenable({ order, contact, situation }: Dialogue): boolean {
  if (order === null) return false;
  return (
    contact !== null ||
    situation.identity === 'verified' ||
    situation.knownOrderNumbers.includes(order)
  );
}

function orderArgs({ order, contact, situation }: Dialogue): OrderArguments {
  const orderNumber = order ?? '';
  return contact === null || situation.identity === 'verified'
    ? { orderNumber }
    : { orderNumber, contact };
}

function call<Name extends ToolName>(name: Name, args: Partial<ToolArguments<Name>>): PlannedCall {
  return { name, args: { ...args } };
}

function handOff(
  dialogue: Dialogue,
  reason: ToolArguments<'hand_off_to_human'>['reason'],
  wish?: Intent,
): PlannedCall {
  const parts = [
    `Wants: ${(wish === undefined ? dialogue.wishes : [wish]).join(', ')}.`,
    ...(dialogue.order === null ? [] : [`Order: ${dialogue.order}.`]),
    ...(dialogue.tracking === null ? [] : [`Parcel: ${dialogue.tracking}.`]),
    `Identity: ${dialogue.situation.identity}. Language: ${dialogue.situation.locale}.`,
    `In their words: "${dialogue.wishText.slice(0, 300)}"`,
  ];
  return call('hand_off_to_human', { reason, summary: parts.join(' ').slice(0, 600) });
}
