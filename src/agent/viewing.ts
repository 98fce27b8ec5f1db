import type { LogEvent } from '../protocol/stream-event.ts';
import type { ShopStore } from '../shop/shop-store.ts';
import type { Viewing } from './models/situation.ts';

/** What the shopper looked at when they wrote the latest of the waiting messages. A product that the shop does not have is none. */
export async function readViewing(
  shop: Pick<ShopStore, 'findProduct'>,
  events: readonly LogEvent[],
  waitingIds: ReadonlySet<string>,
): Promise<Viewing> {
  const written = events.findLast(
    (event) => event.type === 'message-end' && waitingIds.has(event.messageId),
  );
  const context = written?.type === 'message-end' ? (written.pageContext ?? {}) : {};
  const product =
    context.productId === undefined ? undefined : await shop.findProduct(context.productId);
  return {
    page: context.page ?? null,
    product: product === undefined ? null : { id: product.id, title: product.title },
    orderNumber: context.orderNo ?? null,
  };
}
