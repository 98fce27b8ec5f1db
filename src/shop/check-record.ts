import { decimalString } from '../lib/money.ts';
import type { Dispute, Payment, Refund } from './payment-records.ts';
import type { Customer, Order, Product, Store } from './records.ts';
import type { Shipment } from './shipment-records.ts';

/** One thing wrong with a record: the field and what to do. */
export interface Finding {
  field: string;
  message: string;
}

/*
 * Checks of one record by itself, and against the records it refers to. All pure.
 */

export function checkStore(store: Store): Finding[] {
  return [
    ...timeZoneExists('timeZone', store.timeZone),
    ...localeExists('defaultLocale', store.defaultLocale),
    ...currencyExists('currency', store.currency),
  ];
}

export function checkCustomer(customer: Customer): Finding[] {
  return [
    ...timeZoneExists('timeZone', customer.timeZone),
    ...localeExists('locale', customer.locale),
    ...repeatedIds('instruments', customer.instruments),
  ];
}

export function checkProduct(product: Product): Finding[] {
  return [
    ...repeatedIds('variants', product.variants),
    ...product.variants.flatMap((variant, index) =>
      currencyExists(`variants[${index}].currency`, variant.currency),
    ),
  ];
}

export function checkOrder(order: Order): Finding[] {
  const findings = [
    ...repeatedIds('lines', order.lines),
    ...currencyExists('currency', order.currency),
  ];
  const money = (amount: number) =>
    `${amount} (${decimalString({ amount, currency: order.currency })} ${order.currency})`;
  for (const [index, line] of order.lines.entries()) {
    const full = line.quantity * line.unitPrice;
    if (line.total > full) {
      findings.push({
        field: `lines[${index}].total`,
        message: `is ${money(line.total)}, more than quantity × unitPrice = ${money(full)}; correct one of the three`,
      });
    }
  }
  const lines = sum(order.lines.map((line) => line.total));
  if (order.subtotal !== lines) {
    findings.push({
      field: 'subtotal',
      message: `is ${money(order.subtotal)}, but the lines add up to ${money(lines)}; correct the lines or the subtotal`,
    });
  }
  const total = order.subtotal + order.shippingCost + order.tax + order.duties - order.discount;
  if (order.total !== total) {
    findings.push({
      field: 'total',
      message: `is ${money(order.total)}, but subtotal + shippingCost + tax + duties − discount is ${money(total)}; correct one of them`,
    });
  }
  return findings;
}

export function checkPayment(payment: Payment): Finding[] {
  const findings = [
    ...repeatedIds('attempts', payment.attempts),
    ...repeatedIds('captures', payment.captures),
    ...currencyExists('currency', payment.currency),
  ];
  const captured = capturedAmount(payment);
  if (captured > payment.amount) {
    findings.push({
      field: 'captures',
      message: `add up to ${captured}, more than the payment's amount ${payment.amount}; correct one of them`,
    });
  }
  if (payment.captures.length === 0 && CAPTURED_STATUSES.includes(payment.status)) {
    findings.push({
      field: 'captures',
      message: `is empty, but status is "${payment.status}"; add the capture, or set the status to pending or authorized`,
    });
  }
  return findings;
}

export function checkShipment(shipment: Shipment): Finding[] {
  const { eta } = shipment;
  if (!eta || eta.earliest <= eta.latest) return [];
  return [
    { field: 'eta', message: `ends (${eta.latest}) before it begins (${eta.earliest}); swap them` },
  ];
}

/** Refunds that succeeded or still may, against what was captured: for a payment and all of its refunds. */
export function checkRefundSum(
  field: string,
  payment: Payment,
  refunds: readonly Refund[],
): Finding[] {
  const refunded = sum(
    refunds
      .filter(({ status }) => status !== 'failed' && status !== 'cancelled')
      .map(({ amount }) => amount),
  );
  const captured = capturedAmount(payment);
  if (refunded <= captured) return [];
  const message = `the refunds of payment ${payment.id} add up to ${refunded}, more than the ${captured} captured; correct the refunds or the captures`;
  return [{ field, message }];
}

/** A refund or dispute must belong to its payment in order, currency and amount. */
export function checkAgainstPayment(record: Refund | Dispute, payment: Payment): Finding[] {
  const findings: Finding[] = [];
  if (record.orderId !== payment.orderId) {
    findings.push({
      field: 'orderId',
      message: `is ${record.orderId}, but payment ${payment.id} belongs to order ${payment.orderId}; they must agree`,
    });
  }
  if (record.currency !== payment.currency) {
    findings.push({
      field: 'currency',
      message: `is ${record.currency}, but payment ${payment.id} was charged in ${payment.currency}; use the currency charged`,
    });
  }
  if (record.amount > payment.amount) {
    findings.push({
      field: 'amount',
      message: `is ${record.amount}, more than the ${payment.amount} of payment ${payment.id}`,
    });
  }
  return findings;
}

function capturedAmount(payment: Payment): number {
  return sum(payment.captures.map((capture) => capture.amount));
}

function repeatedIds(field: string, items: readonly { id: string }[]): Finding[] {
  const seen = new Set<string>();
  return items.flatMap(({ id }, index) => {
    if (!seen.has(id)) {
      seen.add(id);
      return [];
    }
    return [
      {
        field: `${field}[${index}].id`,
        message: `"${id}" is used twice; make it unique among the ${field}`,
      },
    ];
  });
}

function timeZoneExists(field: string, timeZone: string | undefined): Finding[] {
  if (timeZone === undefined || isKnownTimeZone(timeZone)) return [];
  return [{ field, message: `"${timeZone}" is no IANA time zone; write e.g. Europe/Berlin` }];
}

function isKnownTimeZone(timeZone: string): boolean {
  if (knownTimeZones.has(timeZone)) return true;
  try {
    new Intl.DateTimeFormat('en', { timeZone });
    knownTimeZones.add(timeZone);
    return true;
  } catch {
    return false;
  }
}

function localeExists(field: string, locale: string | undefined): Finding[] {
  if (locale === undefined || isLocale(locale)) return [];
  return [
    { field, message: `"${locale}" is no BCP 47 language tag; write e.g. en, pt-BR or zh-Hans` },
  ];
}

function isLocale(locale: string): boolean {
  try {
    return Intl.getCanonicalLocales(locale).length === 1;
  } catch {
    return false;
  }
}

function currencyExists(field: string, currency: string): Finding[] {
  if (CURRENCIES.has(currency)) return [];
  return [{ field, message: `"${currency}" is no currency of ISO 4217; write e.g. EUR` }];
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}

const CAPTURED_STATUSES: readonly string[] = ['captured', 'partially_refunded', 'refunded'];
const CURRENCIES = new Set(Intl.supportedValuesOf('currency'));
// Making a formatter takes 50 µs; a shop has few time zones and many customers.
const knownTimeZones = new Set<string>();
