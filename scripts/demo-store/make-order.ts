import { currencyExponent } from '../../src/lib/money.ts';
import {
  type Dispute,
  disputeSchema,
  type Hold,
  type Payment,
  type PaymentProvider,
  paymentSchema,
  type Refund,
  refundSchema,
} from '../../src/shop/payment-records.ts';
import {
  type Customer,
  type Order,
  orderSchema,
  type Product,
  type ShopData,
} from '../../src/shop/records.ts';
import { dayAfter, daysAgo } from './calendar.ts';
import { type Country, countryOf } from './countries.ts';
import { customerId } from './customers.ts';
import { makeParcel } from './parcels.ts';
import type { HoldPlan, PaymentPlan, Plan } from './plan.ts';
import type { Random } from './random.ts';

/** Adds the records of one planned order to the shop. */
export function addOrder(planned: Plan, shop: ShopData, random: Random): void {
  const plan = { ...planned, daysAgo: planned.daysAgo + timeOfDay(planned.number) };
  const country = countryOf(plan.country);
  const customer = shop.customers.find(({ id }) => id === customerId(plan.country, plan.person));
  if (!customer)
    throw new RangeError(`${plan.number}: no person ${plan.person} in ${plan.country}`);
  const order = makeOrder(plan, country, customer, shop.products);
  const origin =
    shop.products.find(({ id }) => id === order.lines[0]?.productId)?.originCountry ?? 'CN';
  const payments = plan.payments.map((payment, index) =>
    makePayment(payment, index, plan, order, customer, country, random),
  );
  const refunds = (plan.refunds ?? []).map((refund, index): Refund => {
    const payment = payments[0];
    const done = refund.status === 'succeeded';
    return refundSchema.parse({
      id: `rfd_${order.number.slice(3)}_${index + 1}`,
      orderId: order.id,
      paymentId: payment?.id,
      amount: roundTo((payment?.amount ?? 0) * refund.share, 1),
      currency: payment?.currency,
      status: refund.status,
      route: refund.route ?? 'original_method',
      reason: refund.reason,
      hold: refund.hold && makeHold(refund.hold),
      requestedAt: daysAgo(refund.daysAgo),
      completedAt: done ? daysAgo(Math.max(0.1, refund.daysAgo - 1.5)) : undefined,
      traceNumber: done && payment?.method === 'card' ? `7${random.digits(22)}` : undefined,
    });
  });
  for (const payment of payments) payment.status = statusAfter(payment, refunds);
  shop.orders.push(order);
  shop.payments.push(...payments);
  shop.refunds.push(...refunds);
  if (plan.dispute) shop.disputes.push(makeDispute(plan, order, payments[0]));
  for (const [index, parcel] of (plan.parcels ?? []).entries()) {
    shop.shipments.push(makeParcel(parcel, order, index, country, origin, random));
  }
}

function makeOrder(
  plan: Plan,
  country: Country,
  customer: Customer,
  products: readonly Product[],
): Order {
  const lines = plan.items.map(([product, variant, quantity], index) => {
    const goods = products[product];
    const choice = goods?.variants[variant];
    if (!goods || !choice)
      throw new RangeError(`${plan.number}: no product ${product} / ${variant}`);
    const unitPrice = toCurrency(choice.price, country);
    return {
      id: `lin_${plan.number.slice(3)}_${index + 1}`,
      productId: goods.id,
      variantId: choice.id,
      title: goods.title,
      options: choice.options,
      quantity,
      unitPrice,
      total: quantity * unitPrice,
    };
  });
  const subtotal = lines.reduce((sum, line) => sum + line.total, 0);
  const shippingCost = subtotal >= toCurrency(9000, country) ? 0 : toCurrency(790, country);
  const discount = plan.discount ? roundTo((subtotal * plan.discount) / 100, country.roundTo) : 0;
  const duties = country.incoterm === 'DDP' ? roundTo(subtotal * 0.08, country.roundTo) : 0;
  const tax = country.incoterm === 'DDP' ? roundTo(subtotal * 0.1, country.roundTo) : 0;
  const delivered = plan.parcels
    ?.filter(({ status }) => status === 'delivered')
    .map(({ lastScanDaysAgo }) => lastScanDaysAgo);
  const arrived = ['delivered', 'return_requested', 'exchange_requested', 'returned'].includes(
    plan.status,
  );
  return orderSchema.parse({
    id: `ord_${plan.number.slice(3)}`,
    number: plan.number,
    customerId: customer.id,
    email: customer.email,
    phone: customer.phone,
    placedAt: daysAgo(plan.daysAgo),
    status: plan.status,
    currency: country.currency,
    lines,
    subtotal,
    shippingCost,
    tax,
    duties,
    discount,
    total: subtotal + shippingCost + tax + duties - discount,
    shippingAddress: customer.defaultAddress,
    incoterm: country.incoterm,
    note: plan.note,
    cancelledAt:
      plan.status === 'cancelled' ? daysAgo(Math.max(0.2, plan.daysAgo - 1.2)) : undefined,
    cancelReason: plan.cancelReason,
    deliveredAt: arrived && delivered?.length ? daysAgo(Math.min(...delivered)) : undefined,
  });
}

const PROVIDERS: Partial<Record<Payment['method'], PaymentProvider>> = {
  card: 'stripe',
  paypal: 'paypal',
  ideal: 'adyen',
  wero: 'adyen',
  sofort: 'stripe',
  klarna: 'adyen',
  grabpay: 'stripe',
  gopay: 'midtrans',
  shopeepay: 'midtrans',
  boleto: 'stripe',
  cash_on_delivery: 'courier',
  bank_transfer: 'store',
  gift_card: 'store',
};

function makePayment(
  plan: PaymentPlan,
  index: number,
  order: Plan,
  record: Order,
  customer: Customer,
  country: Country,
  random: Random,
): Payment {
  const shown =
    plan.amount ??
    record.total - order.payments.reduce((sum, other) => sum + (other.amount ?? 0), 0);
  const rate = perUnit(country);
  const amount = plan.chargedIn ? Math.round(minorToDollars(shown, country) * 100) : shown;
  const currency = plan.chargedIn ?? country.currency;
  const instrument = customer.instruments.find(({ method }) => method === plan.method);
  const id = `pay_${record.number.slice(3)}_${index + 1}`;
  const declines = (plan.declines ?? []).map((declineCode, step) => ({
    id: `${id}_att_${step + 1}`,
    at: daysAgo(order.daysAgo - step * 0.002),
    outcome: 'declined',
    amount,
    declineCode,
  }));
  const paidDaysAgo = plan.cashOnDelivery
    ? plan.cashOnDelivery.collected
    : order.daysAgo - (plan.method === 'boleto' ? 0.9 : 0.003 + declines.length * 0.002);
  const outcome = {
    captured: 'succeeded',
    authorized: 'succeeded',
    pending: 'pending',
    failed: 'declined',
    expired: 'expired',
    cancelled: 'cancelled',
  }[plan.state];
  const last =
    plan.state === 'failed' || plan.method === 'cash_on_delivery'
      ? []
      : [
          {
            id: `${id}_att_${declines.length + 1}`,
            at: daysAgo(paidDaysAgo ?? order.daysAgo),
            outcome,
            amount,
          },
        ];
  const captured = plan.state === 'captured' && paidDaysAgo !== undefined;
  return paymentSchema.parse({
    id,
    orderId: record.id,
    provider: plan.provider ?? PROVIDERS[plan.method],
    method: plan.method,
    country: country.code,
    instrumentId: instrument?.id,
    brand: plan.method === 'card' ? (instrument?.brand ?? 'visa') : undefined,
    last4: plan.method === 'card' ? (instrument?.last4 ?? random.digits(4)) : undefined,
    providerReference: `${(plan.provider ?? PROVIDERS[plan.method] ?? 'store').slice(0, 2)}_${random.digits(14)}`,
    status: plan.state,
    amount,
    currency,
    presentment: plan.chargedIn && {
      amount: shown,
      currency: country.currency,
      exchangeRate: rate,
      rateSource: 'ECB reference rate',
      rateAt: daysAgo(order.daysAgo + 0.4),
    },
    createdAt: daysAgo(order.daysAgo),
    expiresAt: plan.expiresInDays === undefined ? undefined : daysAgo(-plan.expiresInDays),
    attempts: [...declines, ...last],
    captures: captured ? [captureOf(`${id}_cap_1`, amount, currency, paidDaysAgo, country)] : [],
    hold: plan.hold && makeHold(plan.hold),
    cashOnDelivery: plan.cashOnDelivery && {
      refusedAt: maybeDaysAgo(plan.cashOnDelivery.refused),
      collectedAt: maybeDaysAgo(plan.cashOnDelivery.collected),
      remittedAt: maybeDaysAgo(plan.cashOnDelivery.remitted),
    },
  });
}

function makeHold({ by, reason, sinceDaysAgo, endsInDays }: HoldPlan): Hold {
  return {
    by,
    since: daysAgo(sinceDaysAgo),
    ...(endsInDays === undefined ? {} : { latestOn: dayAfter(endsInDays) }),
    reason,
  };
}

function captureOf(
  id: string,
  amount: number,
  currency: string,
  paidDaysAgo: number,
  country: Country,
): unknown {
  // T+7 in calendar days, as cross-border acquirers count for a young merchant.
  const settled = paidDaysAgo - 7;
  const converted = currency === country.currency && currency !== 'USD';
  return {
    id,
    at: daysAgo(paidDaysAgo),
    amount,
    settlesOn: dayAfter(-settled),
    settledAt: settled > 0 ? daysAgo(settled) : undefined,
    payoutOn: dayAfter(-settled + 1),
    ...(converted
      ? {
          settledAmount: Math.round(minorToDollars(amount, country) * 100),
          settledCurrency: 'USD',
          exchangeRate: perUnit(country),
          rateSource: 'acquirer',
          rateAt: daysAgo(paidDaysAgo),
        }
      : {}),
  };
}

function makeDispute(plan: Plan, order: Order, payment: Payment | undefined): Dispute {
  const { kind, status, reason, openedDaysAgo } = plan.dispute ?? {
    kind: 'inquiry',
    status: 'closed',
    reason: '',
    openedDaysAgo: 0,
  };
  const over = ['won', 'lost', 'closed'].includes(status);
  return disputeSchema.parse({
    id: `dsp_${order.number.slice(3)}`,
    orderId: order.id,
    paymentId: payment?.id,
    kind,
    status,
    amount: payment?.amount,
    currency: payment?.currency,
    reason,
    openedAt: daysAgo(openedDaysAgo),
    respondBy: daysAgo(openedDaysAgo - 14),
    closedAt: over ? daysAgo(openedDaysAgo - 18) : undefined,
  });
}

function statusAfter(payment: Payment, refunds: readonly Refund[]): Payment['status'] {
  const back = refunds.filter(
    ({ paymentId, status }) => paymentId === payment.id && status === 'succeeded',
  );
  const amount = back.reduce((sum, refund) => sum + refund.amount, 0);
  if (amount === 0) return payment.status;
  return amount < payment.amount ? 'partially_refunded' : 'refunded';
}

// Plans count whole days; nobody buys at midnight every time.
function timeOfDay(number: string): number {
  return ((Number(number.slice(3)) * 37) % 100) / 250;
}

function toCurrency(cents: number, country: Country): number {
  return roundTo(
    (cents / 100) * country.perDollar * 10 ** currencyExponent(country.currency),
    country.roundTo,
  );
}

function minorToDollars(amount: number, country: Country): number {
  return amount / 10 ** currencyExponent(country.currency) / country.perDollar;
}

/** US dollars for one unit of the currency, as a decimal. */
function perUnit(country: Country): string {
  return (1 / country.perDollar).toFixed(country.perDollar > 100 ? 8 : 4);
}

function roundTo(amount: number, step: number): number {
  return Math.round(amount / step) * step;
}

function maybeDaysAgo(days: number | undefined): string | undefined {
  return days === undefined ? undefined : daysAgo(days);
}
