import type { PaymentMethod } from '../../src/shop/payment-records.ts';
import { COUNTRIES, type Country } from './countries.ts';
import type { Plan } from './plan.ts';
import type { Random } from './random.ts';

const COUNT = 112;
const FIRST_NUMBER = 9888;

/** Older orders that went as orders mostly go, so that shoppers have a history. Numbers rise with time. */
export function everydayPlans(random: Random): Plan[] {
  return Array.from({ length: COUNT }, (_item, index) => {
    const country = COUNTRIES[index % COUNTRIES.length] ?? random.pick(COUNTRIES);
    const daysAgo = 60 + (COUNT - index) * 3 + random.next();
    return everydayPlan(`DM-${FIRST_NUMBER + index}`, country, daysAgo, random);
  });
}

function everydayPlan(number: string, country: Country, daysAgo: number, random: Random): Plan {
  const method = random.pick(country.methods);
  const luck = random.next();
  const lines = random.int(1, 3);
  const first = random.int(0, 43);
  const delivered = daysAgo - random.int(21, 28);
  const plan: Plan = {
    number,
    country: country.code,
    person: random.int(0, country.people.length - 1),
    daysAgo,
    items: Array.from({ length: lines }, (_item, index) => [
      (first + index * 13) % 45,
      0,
      random.pick([1, 1, 1, 2]),
    ]),
    status: 'delivered',
    payments: [paid(method, delivered)],
    parcels: [{ status: 'delivered', lastScanDaysAgo: delivered }],
  };
  if (luck < 0.08) return cancelled(plan, method);
  if (luck < 0.16 && canGoBack(method)) {
    const share = random.pick([0.25, 0.5, 1]);
    const refunds = [
      {
        share,
        status: 'succeeded' as const,
        reason: random.pick(['damaged', 'changed_mind', 'wrong_item']),
        daysAgo: daysAgo - 33,
      },
    ];
    return { ...plan, status: share === 1 ? 'returned' : 'delivered', refunds };
  }
  return luck > 0.93 ? { ...plan, discount: 15 } : plan;
}

function cancelled(plan: Plan, method: PaymentMethod): Plan {
  const { parcels: _parcels, ...rest } = plan;
  const unpaid = method === 'boleto' ? 'expired' : 'cancelled';
  return {
    ...rest,
    status: 'cancelled',
    payments: [{ method, state: unpaid }],
    cancelReason: 'ordered by mistake',
  };
}

function paid(method: PaymentMethod, deliveredDaysAgo: number): Plan['payments'][number] {
  if (method !== 'cash_on_delivery') return { method, state: 'captured' };
  return {
    method,
    state: 'captured',
    cashOnDelivery: { collected: deliveredDaysAgo, remitted: deliveredDaysAgo - 11 },
  };
}

function canGoBack(method: PaymentMethod): boolean {
  return !['boleto', 'cash_on_delivery', 'bank_transfer'].includes(method);
}
