import type { Dialogue } from './dialogue.ts';
import { foldForFeatures } from './fold.ts';
import type { Intent } from './intents.ts';
import { readSlots } from './slots.ts';
import type { Understanding } from './understand.ts';

/** What one message wants of one order: "where is DM-10001, and cancel DM-10002" makes two. */
export interface Errand {
  order: string;
  wishes: Intent[];
  wishText: string;
}

/**
 * The errands of a message that names several orders; empty for any other. Each order gets the wishes of its own clause
 * where every clause that names one tells a wish, else those of the whole message.
 */
export function errandsIn(
  text: string,
  wishes: Intent[],
  read: (text: string) => Understanding,
): Errand[] {
  const orders = ordersNamed(text);
  if (orders.length < 2) return [];
  const parts = text
    .split(CLAUSE_END)
    .map((part) => ({ part, named: ordersNamed(part) }))
    .filter(({ named }) => named.length > 0);
  const isParted = parts.length === orders.length && parts.every(({ named }) => named.length === 1);
  const own = parts.map(({ part, named: [order = ''] }) => ({
    order,
    wishes: isParted ? read(part).wishes : [],
    wishText: part,
  }));
  // Words about an order that tell no wish do not share the wish for another: what is told of it is how it is doing.
  return own.some(({ wishes: found }) => found.length > 0) &&
    own.every(({ wishText, wishes: found }) => found.length > 0 || saysSomething(wishText))
    ? own.map((errand) => (errand.wishes.length > 0 ? errand : { ...errand, wishes: STATUS }))
    : orders.map((order) => ({ order, wishes, wishText: text }));
}

/** More than the number: "cancel DM-10001 and DM-10002" tells one wish for both. */
function saysSomething(part: string): boolean {
  return (
    (foldForFeatures(part).match(/\p{L}{2,}/gu) ?? []).filter((word) => word !== 'code').length > 1
  );
}

/** Every order number in a text, in its order; at most `MOST_ORDERS`. */
export function ordersNamed(text: string): string[] {
  const orders: string[] = [];
  let rest = text.normalize('NFKC');
  while (orders.length < MOST_ORDERS) {
    const { order } = readSlots(rest);
    if (order === null) break;
    const at = rest.toUpperCase().indexOf(order);
    if (at < 0) break;
    if (!orders.includes(order)) orders.push(order);
    rest = `${rest.slice(0, at)}…${rest.slice(at + order.length)}`;
  }
  return orders;
}

/** The dialogue as one of its errands sees it: its own order, wishes and look-ups. */
export function forErrand(dialogue: Dialogue, { order, wishes, wishText }: Errand): Dialogue {
  return {
    ...dialogue,
    order,
    wishes,
    wishText,
    errands: [],
    outcomes: dialogue.outcomes.filter(
      ({ args }) => args.orderNumber === undefined || args.orderNumber === order,
    ),
  };
}

/** A change to more than one order at once is taken one by one: which comes first is for the shopper to say. */
export function asksWhichFirst({ errands }: Dialogue): boolean {
  return errands.filter(({ wishes }) => wishes.some((wish) => WRITES.has(wish))).length > 1;
}

const WRITES: ReadonlySet<Intent> = new Set<Intent>([
  'refund_request',
  'cancel_order',
  'change_address',
  'return_exchange',
]);
const STATUS: Intent[] = ['order_status'];
const MOST_ORDERS = 4;
const CLAUSE_END =
  /(?<=[.!?])\s+|[;,，、；。！？؟،\n]|\s(?:and|und|et|y|e|и|و|dan|và|และ|also|auch|aussi|también|também|anche)\s|(?:それと|と、|あと|それから|그리고|하고|(?<=지)랑|另外|还有|แล้วก็)|\s(?:а также|и ещё|terus|trus|với lại|luego|además|puis|dann|poi|depois|وبعدين)\s|\s(?=وكمان|وايضا|وبعد)/u;
