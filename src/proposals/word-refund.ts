import { formatDateRange, formatList, formatMoney } from '../language/format.ts';
import type { RefundQuote } from '../policy/refund.ts';
import { formatReply } from '../prompts/format-reply.ts';
import type { PromptSet } from '../prompts/prompt-set.ts';
import { totalOf, wholeRange } from './proposal.ts';

/** The words of a refund proposal, by code: what, how much, where to, when, and the question. */
export function wordRefund(
  replies: PromptSet['replies'],
  refund: { orderNumber: string; quotes: readonly RefundQuote[]; approval: 'none' | 'person' },
  { locale, timeZone }: { locale: string; timeZone: string },
): string {
  const say = (key: string, values: Record<string, string> = {}) =>
    formatReply(replies, locale, key, values);
  const { orderNumber: order, quotes } = refund;
  const total = totalOf(quotes);
  const amount =
    total === null
      ? formatList(
          quotes.map((quote) => formatMoney(quote.amount, locale)),
          locale,
        )
      : formatMoney(total, locale);
  const methods = [
    ...new Set(
      quotes.map(({ method, last4 }) => say(`method.${method}`, { last4: last4 ?? 'none' })),
    ),
  ];
  const arrival = wholeRange(quotes);
  return [
    say('proposal.refund.original_method', { amount, order, method: formatList(methods, locale) }),
    arrival === null
      ? ''
      : say('proposal.arrival', {
          range: formatDateRange(arrival.earliest, arrival.latest, locale, timeZone),
        }),
    refund.approval === 'person' ? say('proposal.approval') : '',
    say('proposal.question'),
  ]
    .filter((sentence) => sentence !== '')
    .join(UNSPACED.has(locale.split('-')[0] ?? locale) ? '' : ' ');
}

/** Languages that set no blank between sentences. */
const UNSPACED: ReadonlySet<string> = new Set(['zh', 'ja']);
