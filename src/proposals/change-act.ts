import { isoTime } from '../lib/clock.ts';
import type { MakeId } from '../lib/ids.ts';
import { judgeDefaultAddress, withName } from '../policy/address-change.ts';
import { decideChange } from '../policy/decide-change.ts';
import { type ChangePlan, type ChangeRefusal, plan as emptyPlan } from '../policy/order-change.ts';
import type { PromptSet } from '../prompts/prompt-set.ts';
import type { ShopStore } from '../shop/shop-store.ts';
import { assertThat } from '../storage/assertion.ts';
import type { Database, Statement } from '../storage/database.ts';
import { sql } from '../storage/sql-value.ts';
import type { Act, Booking, RuleTerms, Ruling, Subject } from './act.ts';
import {
  hashAddressFacts,
  hashChangeFacts,
  readChangeRecords,
  unchangedGuards,
} from './change-records.ts';
import { bookCharges } from './charge-booking.ts';
import { effectStatements } from './order-effects.ts';
import type { Proposal } from './proposal.ts';
import { bookRefunds } from './refund-act.ts';
import { readFastLaneUse } from './refund-records.ts';

interface Dependencies {
  database: Database;
  shop: ShopStore;
  prompts: () => PromptSet;
  makeId: MakeId;
}

/** A change of an order or of a default address, with the charges and refunds that follow from it. */
export function changeAct(dependencies: Dependencies): Act {
  return {
    rule: (subject, terms) =>
      subject.requested.kind === 'default_address'
        ? ruleDefaultAddress(dependencies, subject, terms)
        : ruleChange(dependencies, subject, terms),
    book: (proposal, now) => bookChange(dependencies, proposal, now),
  };
}

async function ruleChange(
  dependencies: Dependencies,
  { orderId, customerId, timeZone, requested }: Subject,
  { now, askedAt = now, capped, freshlyVerified }: RuleTerms,
): Promise<Ruling | ChangeRefusal> {
  if (orderId === null || requested.kind === 'refund' || requested.kind === 'default_address')
    throw new TypeError('a change needs an order');
  const { policy } = dependencies.prompts();
  const records = await readChangeRecords(dependencies, orderId);
  if (records === undefined) throw new Error('the order to change is gone');
  const subject = { orderId, customerId };
  const fastLaneUsed = capped
    ? { fastLaneUsed: await readFastLaneUse(dependencies.database, subject, policy, now) }
    : {};
  const plan = decideChange(
    { ...records, policy, now, askedAt, timeZone, freshlyVerified, ...fastLaneUsed },
    requested,
  );
  if (!plan.ok) return plan;
  return {
    ok: true,
    quotes: plan.refunds,
    plan,
    approval: plan.approval,
    worth: plan.worth,
    counts: plan.refunds.length > 0 && settingOf(policy.changes, requested.kind) === 'fast_lane',
    factsHash: await hashChangeFacts(records, policy),
    guards: unchangedGuards(records, plan),
  };
}

async function ruleDefaultAddress(
  { shop, prompts }: Dependencies,
  { customerId, requested }: Subject,
  _terms: RuleTerms,
): Promise<Ruling | ChangeRefusal> {
  if (requested.kind !== 'default_address') throw new TypeError('no default address was asked for');
  const { policy } = prompts();
  const customer = await shop.findCustomer(customerId);
  if (customer === undefined) throw new Error('the customer is gone');
  const judged = judgeDefaultAddress(requested.address, policy);
  if (!judged.ok) return judged;
  const address = withName(requested.address, customer.defaultAddress);
  const plan: ChangePlan = emptyPlan({
    approval: judged.approval,
    rules: ['change.default_address'],
    effect: { type: 'address', address },
  });
  return {
    ok: true,
    quotes: [],
    plan,
    approval: judged.approval,
    worth: 0,
    counts: false,
    factsHash: await hashAddressFacts(customer, policy),
    guards: [
      assertThat(
        'EXISTS (SELECT 1 FROM customers WHERE id = ? AND default_address IS ?)',
        customerId,
        customer.defaultAddress === undefined ? null : JSON.stringify(customer.defaultAddress),
      ),
    ],
  };
}

async function bookChange(
  { makeId, shop, database }: Dependencies,
  proposal: Proposal,
  now: number,
): Promise<Booking> {
  const { plan, requested, orderId, customerId } = proposal;
  if (plan === null) throw new TypeError('a change without a plan');
  const order = orderId === null ? undefined : await shop.findOrder(orderId);
  const charges = await bookCharges(proposal, plan, order, { now, makeId, database });
  const refunds = await bookRefunds(proposal, {
    now,
    makeId,
    reason: 'reason' in requested ? (requested.reason ?? proposal.kind) : proposal.kind,
    waits: charges.callsFollow,
    country: order?.shippingAddress.country ?? '',
  });
  return {
    statements: [
      ...effectStatements(plan, { order, customerId, now }),
      ...charges.statements,
      ...refunds.statements,
      logChange(proposal, plan, now),
    ],
    cards: refunds.cards,
    callsFollow: charges.callsFollow || refunds.callsFollow,
  };
}

function logChange(proposal: Proposal, plan: ChangePlan, now: number): Statement {
  const { kind: _, ...requested } = proposal.requested;
  return sql(
    `INSERT INTO order_changes (proposal_id, order_id, customer_id, kind, at, detail) VALUES (?, ?, ?, ?, ?, ?)`,
    proposal.id,
    proposal.orderId,
    proposal.customerId,
    proposal.kind,
    isoTime(now),
    JSON.stringify({ ...requested, difference: plan.difference, instrument: plan.instrument }),
  );
}

function settingOf(
  changes: {
    cancellation: { approval: string };
    items: { approval: string };
    payment: { approval: string };
  },
  kind: string,
): string | undefined {
  const settings: Record<string, string> = {
    cancellation: changes.cancellation.approval,
    item_change: changes.items.approval,
    payment_change: changes.payment.approval,
  };
  return settings[kind];
}
