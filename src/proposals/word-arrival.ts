import { formatDateRange, formatList, formatMoney, joinSentences } from '../language/format.ts';
import {
  type Arrival,
  outstanding,
  type ReturnState,
  type Settlement,
} from '../policy/arrivals.ts';
import { formatReply } from '../prompts/format-reply.ts';
import type { PromptSet } from '../prompts/prompt-set.ts';
import type { Order } from '../shop/records.ts';
import { type Proposal, wholeRange } from './proposal.ts';
import { methodName } from './word-proposal.ts';

/** What the shopper reads when something of a return was booked in, by code, in the language of the proposal. */
export function wordArrival(
  replies: PromptSet['replies'],
  {
    proposal,
    state,
    items,
    settlement,
    order,
    charged = null,
  }: {
    proposal: Pick<Proposal, 'locale' | 'timeZone'>;
    state: ReturnState;
    items: readonly Arrival[];
    settlement: Settlement;
    order: Order;
    /** how the charge ended that was asked for before */
    charged?: 'paid' | 'failed' | null;
  },
): string {
  const { locale, timeZone } = proposal;
  const say = (key: string, values: Record<string, string> = {}) =>
    formatReply(replies, locale, key, values);
  const named = (picks: readonly { lineId: string; quantity: number }[]) =>
    formatList(
      picks.map(({ lineId, quantity }) => {
        const title = state.plan.lines.find((line) => line.lineId === lineId)?.title ?? '';
        return quantity === 1 ? title : `${quantity} × ${title}`;
      }),
      locale,
    );
  const here = items.filter(({ condition }) => condition !== 'not_arrived');
  const missing = items.filter(({ condition }) => condition === 'not_arrived');
  const awaited = outstanding(state).filter(({ quantity }) => quantity > 0);
  const arrival = wholeRange(settlement.refunds);
  const needsPerson =
    charged === 'failed' ||
    (charged === 'paid' && settlement.order === null) ||
    settlement.waits !== null ||
    missing.length > 0 ||
    here.some(({ accepted }) => !accepted);
  const sentences = [
    ...(here.length === 0
      ? []
      : [say('arrival.received', { order: order.number, items: named(here) })]),
    ...(missing.length === 0
      ? []
      : [say('arrival.missing', { order: order.number, items: named(missing) })]),
    ...(settlement.amount !== null && settlement.amount > 0
      ? [
          say('arrival.money', {
            amount: formatMoney({ amount: settlement.amount, currency: order.currency }, locale),
          }),
        ]
      : []),
    ...(arrival === null
      ? []
      : [
          say('proposal.arrival', {
            range: formatDateRange(arrival.earliest, arrival.latest, locale, timeZone),
          }),
        ]),
    ...wordCharge(state, settlement, charged, locale, say),
    ...(settlement.order === null ? [] : [say('arrival.exchange')]),
    ...(awaited.length === 0 ? [] : [say('arrival.rest', { items: named(awaited) })]),
    ...(needsPerson ? [say('arrival.person')] : []),
  ];
  return joinSentences(sentences, locale);
}

/** What is charged for an exchange, and what became of it. */
function wordCharge(
  { plan }: ReturnState,
  { charge, order }: Settlement,
  charged: 'paid' | 'failed' | null,
  locale: string,
  say: (key: string, values?: Record<string, string>) => string,
): string[] {
  const { difference, instrument } = plan;
  if (difference === null || (charge === null && charged === null)) return [];
  // A gift card is debited at once, with the exchange.
  const isThrough = charged === 'paid' || (charge !== null && order !== null);
  const key = charged === 'failed' ? 'charge_failed' : isThrough ? 'charged' : 'charge';
  const values = { amount: formatMoney(difference, locale), method: methodName(instrument, say) };
  return [say(`arrival.${key}`, values)];
}
