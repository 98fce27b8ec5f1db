import type { Money } from '../lib/money.ts';
import type { Order, OrderLine } from '../shop/records.ts';
import {
  type ChangeInput,
  type ChangePlan,
  type ChangeRefusal,
  type OrderTotals,
  type PlannedLine,
  pickLines,
  plannedLine,
  type Replacement,
  refuseChange as refuse,
  titleWith,
} from './order-change.ts';

export interface ReplacedLines {
  ok: true;
  planned: PlannedLine[];
  /** the order with the new articles in place */
  after: OrderTotals & { lines: OrderLine[] };
  difference: Money;
  stock: ChangePlan['stock'];
}

/**
 * Puts other variants of the same products in the place of lines, or of some pieces of a line. Each must be available
 * now. The price is the catalogue's of today; a separate tax moves with it.
 */
export function replaceLines(
  { order, products }: Pick<ChangeInput, 'order' | 'products'>,
  replacements: readonly Replacement[],
): ReplacedLines | ChangeRefusal {
  const picked = pickLines(order, replacements);
  if (picked === null) return refuse('change.lines_invalid', 'the lines do not match the order');
  const planned: PlannedLine[] = [];
  const stock: ChangePlan['stock'] = [];
  let lines = order.lines;
  for (const { lineId, quantity, variantId } of replacements) {
    const line = order.lines.find(({ id }) => id === lineId);
    const product = products.find(({ id }) => id === line?.productId);
    const variant = product?.variants.find(({ id }) => id === variantId);
    if (line === undefined || product === undefined || variant === undefined)
      return refuse(
        'change.other_product',
        'only another variant of the same product can take its place',
      );
    const needed =
      quantity +
      stock.reduce((sum, move) => sum - (move.variantId === variantId ? move.change : 0), 0);
    const held =
      line.variantId === variantId
        ? Number.POSITIVE_INFINITY
        : (variant.stock ?? Number.POSITIVE_INFINITY);
    if (!variant.available || held < needed)
      return refuse('change.variant_unavailable', 'the variant wanted is not available');
    if (variant.currency !== order.currency)
      return refuse('change.currency', 'the article is now sold in another currency', 'person');
    const replacement: OrderLine = {
      id: line.id,
      productId: product.id,
      variantId: variant.id,
      title: product.title,
      options: variant.options,
      quantity,
      unitPrice: variant.price,
      total: variant.price * quantity,
    };
    planned.push({
      ...plannedLine(line, quantity, order.currency),
      replacement: {
        variantId: variant.id,
        title: titleWith(product.title, variant.options),
        price: { amount: replacement.total, currency: order.currency },
      },
    });
    if (line.variantId !== variantId)
      stock.push(
        { productId: product.id, variantId: line.variantId, change: quantity },
        { productId: product.id, variantId, change: -quantity },
      );
    lines = lines.flatMap((each) => (each.id === line.id ? split(each, replacement) : [each]));
  }
  const totals = totalsWith(order, lines);
  if (totals.total < 0)
    return refuse('change.not_allowed', 'the discount would be above the new price', 'person');
  return {
    ok: true,
    planned,
    stock,
    after: { lines, ...totals },
    difference: { amount: totals.total - order.total, currency: order.currency },
  };
}

/** Some pieces of a line become another line; what is left of it stays. */
function split(line: OrderLine, replacement: OrderLine): OrderLine[] {
  const left = line.quantity - replacement.quantity;
  if (left === 0) return [replacement];
  const total = line.total - Math.round((line.total * replacement.quantity) / line.quantity);
  return [
    { ...line, quantity: left, total },
    { ...replacement, id: `${line.id}+${replacement.variantId}`.slice(0, 120) },
  ];
}

function totalsWith(order: Order, lines: readonly OrderLine[]): OrderTotals {
  const subtotal = lines.reduce((sum, line) => sum + line.total, 0);
  const tax =
    order.subtotal === 0 ? order.tax : Math.round((order.tax * subtotal) / order.subtotal);
  const { duties, discount, shippingCost } = order;
  return {
    subtotal,
    tax,
    duties,
    discount,
    total: subtotal + shippingCost + tax + duties - discount,
  };
}
