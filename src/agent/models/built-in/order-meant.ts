import { localDay } from '../../../language/format.ts';
import type { OrderView } from '../../tools/results.ts';
import { anyOf } from './any-of.ts';
import type { DialogueSituation } from './dialogue.ts';
import { foldForFeatures } from './fold.ts';
import { isWithin } from './follow-ups.ts';
import type { Intent } from './intents.ts';
import { linesNamed } from './lines-named.ts';
import type { OrderTalk } from './order-talk.ts';
import { asksForOther } from './other-one.ts';
import { placeIn } from './picks.ts';
import type { Understanding } from './understand.ts';

/*
 * Which order a message means that names none: the one spoken of last, one picked from a list, or the only one of the
 * shopper's that fits what is asked.
 */

/** The number of the order meant, as far as the conversation tells; null where the shopper's orders must be looked at. */
export function orderSpokenOf(
  text: string,
  talk: OrderTalk,
  { identity, knownOrderNumbers, viewing }: DialogueSituation,
): string | null {
  const picked = talk.isOpen ? pickedFrom(talk.listed, text) : null;
  if (picked !== null) return picked;
  const last = talk.isOpen ? undefined : talk.spokenOf.at(-1);
  if (asksForOther(text)) {
    const others = talk.listed.filter((one) => one !== last);
    const earlier = talk.spokenOf.findLast((one) => one !== last);
    return earlier ?? (others.length === 1 ? others[0] : undefined) ?? null;
  }
  if (asksForLatest(text) && identity === 'verified') return null;
  if (talk.isOpen) return null;
  // The order on the page is meant where no other was spoken of. Opening it takes what opening any order takes.
  return last ?? knownOrderNumbers.at(-1) ?? viewing.orderNumber;
}

/** "The second one", "the latest" after a list of orders: an answer to which of them is meant, and no wish of its own. */
export function picksFromList({ text, wishes, slots }: Understanding, talk: OrderTalk): boolean {
  if (!talk.isOpen || wishes.some((wish) => wish !== 'product_question')) return false;
  if (isWithin(text, 5, 16) && placeIn(text) !== null) return true;
  return wishes.length === 0 && (slots.date !== null || asksForLatest(text));
}

function pickedFrom(listed: readonly string[], text: string): string | null {
  const place = isWithin(text, 9, 30) ? placeIn(text) : null;
  // Lists of orders begin with the newest: "the last one" is rarely the one at the bottom.
  return place === null ? null : (listed[place === -1 ? 0 : place - 1] ?? null);
}

/**
 * The orders a message can mean among all that the shopper has: by "latest", by the day or an article it names, else by what is asked.
 * All of them where nothing tells one from another.
 */
export function ordersMeant(
  orders: readonly OrderView[],
  asked: {
    texts: readonly string[];
    wishes: readonly Intent[];
    /** `YYYY-MM-DD`, or `--MM-DD` without a year */
    day: string | null;
    situation: Pick<DialogueSituation, 'timeZone' | 'now'>;
  },
): readonly OrderView[] {
  const { texts, wishes, day, situation } = asked;
  const newest = orders.toSorted((a, b) => b.placedAt.localeCompare(a.placedAt)).slice(0, 1);
  if (texts.some(asksForLatest)) return newest;
  const onDay =
    day === null
      ? []
      : orders.filter(({ placedAt }) =>
          localDay(placedAt, situation.timeZone).endsWith(day.replace(/^--/u, '-')),
        );
  if (onDay.length > 0) return onDay;
  const holding = orders.filter(({ lines }) =>
    texts.some((text) => linesNamed(text, lines).length > 0),
  );
  if (holding.length === 1) return holding;
  const live = orders.filter((order) => wishes.some((wish) => isLive(order, wish, situation.now)));
  return live.length === 1 ? live : orders;
}

/** Whether a wish can still be of an order: one to come, or come lately; for money also one that was cancelled or sent back. */
function isLive(order: OrderView, wish: Intent, now: string | null): boolean {
  const { status, deliveredAt, cancelledAt, placedAt } = order;
  if (OPEN.has(status) || now === null) return true;
  const days = DAYS_LIVE[wish];
  if (days === undefined) return true;
  if (!OF_MONEY.has(wish) && status !== 'delivered') return false;
  const ended = Date.parse(deliveredAt ?? cancelledAt ?? placedAt);
  return Date.parse(now) - ended <= days * 86_400_000;
}

/** How long after its end an order is likely meant, in days; at any time by a wish not named here. */
const DAYS_LIVE: Partial<Record<Intent, number>> = {
  order_status: 45,
  track_shipment: 45,
  cancel_order: 45,
  change_address: 45,
  payment_status: 120,
  refund_request: 120,
};
const OF_MONEY: ReadonlySet<Intent> = new Set<Intent>(['payment_status', 'refund_request']);
const OPEN: ReadonlySet<OrderView['status']> = new Set<OrderView['status']>([
  'pending',
  'processing',
  'shipped',
]);

/** "My last order", "the newest one". */
export function asksForLatest(text: string): boolean {
  return LATEST.test(foldForFeatures(text));
}

/** Over folded text, a line a language. "Last" alone is a week or a year as often. */
const LATEST = anyOf(
  /\b(?:latest|newest|most recent)\b|\b(?:last|recent) (?:\w+ )?(?:orders?|purchase|parcel|package|one)\b|\border (?:i|we) just (?:made|placed)/u,
  /\bultim[oa] (?:pedido|compra|orden|paquete|envio)|\bmas reciente|\bultimo que (?:hice|pedi|compre)/u,
  /\bultim[oa] (?:encomenda|pacote)|\bmais recente/u,
  /\bderniere? (?:commande|achat|colis)|\b(?:commande|colis) (?:la |le )?plus recente?/u,
  /\bletzte[nrsm]? (?:bestellung|paket|lieferung|sendung|einkauf|auftrag)|\b(?:neueste|neuste|jungste|aktuellste)[nrsm]?\b/u,
  /\bultim[oa] (?:ordine|acquisto|pacco|spedizione)|\bpiu recente/u,
  /(?:最新|直近|最後|前回|さっき|先ほど|一番新しい)(?:の|に|で)?(?:注文|購入|買|頼)/u,
  /(?:最近|最新|最后|最後|刚|剛|上)(?:的|那|才|下|一|个|個|笔|筆|次){0,4}(?:订单|訂單|单|單)/u,
  /(?:최근|마지막|방금|가장 최근)(?:에|으로|의)? ?(?:한 |제가 )?(?:주문|구매|산 )/u,
  /(?:اخر|احدث) (?:طلب|شحن|عملي)|طلب\p{L}{0,3} (?:ال)?اخير/u,
  /последн\p{L}{2,3} (?:заказ|покупк|посылк)|сам\p{L}{2,3} (?:нов|свеж|последн)\p{L}{2,3} (?:заказ|покупк)/u,
  /\b(?:pesanan|order|orderan|paket|pembelian)\p{L}{0,3} (?:\p{L}{1,8} ){0,2}(?:terakhir|terbaru|barusan)/u,
  /\bdon (?:hang )?(?:\p{L}{1,6} )?(?:gan nhat|moi nhat|gan day nhat|cuoi cung|vua dat)/u,
  /(?:ออเดอร์|คําสั่งซื้อ|พัสดุ|รายการ)\p{L}{0,8}(?:ล่าสุด|สุดท้าย)/u,
);
