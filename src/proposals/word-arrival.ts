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

/** What the shopper reads when something of a return was booked in, by code, in the language of the proposal. */
export function wordArrival(
  replies: PromptSet['replies'],
  {
    proposal,
    state,
    items,
    settlement,
    order,
  }: {
    proposal: Pick<Proposal, 'locale' | 'timeZone'>;
    state: ReturnState;
    items: readonly Arrival[];
    settlement: Settlement;
    order: Order;
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
    settlement.waits !== null || missing.length > 0 || here.some(({ accepted }) => !accepted);
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
    ...(settlement.order === null ? [] : [say('arrival.exchange')]),
    ...(awaited.length === 0 ? [] : [say('arrival.rest', { items: named(awaited) })]),
    ...(needsPerson ? [say('arrival.person')] : []),
  ];
  return joinSentences(sentences, locale);
}
