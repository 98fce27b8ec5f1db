import { describe, expect, it } from 'vitest';
import { factsOf } from '../../../../src/agent/gate/facts.ts';
import { checkText } from '../../../../src/agent/gate/gate.ts';
import { createSay } from '../../../../src/agent/models/built-in/say.ts';
import { tellArticles } from '../../../../src/agent/models/built-in/tell-catalogue.ts';
import { formatMoney } from '../../../../src/language/format.ts';
import { primaryLanguage } from '../../../../src/language/languages.ts';
import { testPrompts } from '../../../helpers/prompts.ts';

/*
 * An article of the shop that is read out beside an order must pass the gate: its days, prices and words such as
 * "returned" are general, and are not held against the one order that is spoken of.
 */

const prompts = (await testPrompts()).current();
const LOCALES = Object.keys(prompts.replies);

describe.each(LOCALES)('the articles in %s', (locale) => {
  const say = createSay(prompts.replies, locale, 'Europe/Berlin', { store: 'Damask & Moon' });
  const total = { amount: 7420, currency: 'EUR' };
  const order = (orderNumber: string, status: string) => ({
    orderNumber,
    status,
    placedAt: '2026-02-20T10:00:00Z',
    ...(status === 'delivered' ? { deliveredAt: '2026-03-01T10:00:00Z', returnDaysLeft: 23 } : {}),
    total: { ...total, display: formatMoney(total, locale) },
    lines: [],
    shipmentCount: 1,
  });
  const delivered = factsOf('get_order', { ok: true, order: order('DM-10042', 'delivered') });
  const others = factsOf('find_orders', {
    ok: true,
    orders: [order('DM-10042', 'delivered'), order('DM-10051', 'shipped')],
    orderCount: 2,
  });
  const told = say('order.delivered_on', { order: 'DM-10042', date: say.date('2026-03-01') });

  it.each([
    ['before an order', delivered, (article: string) => `${article}\n\n${told}`],
    ['after one of several orders', others, (article: string) => `${told}\n\n${article}`],
  ])('can be quoted %s', (_, facts, withOrder) => {
    const found = prompts.articles
      .filter((article) => article.locale === locale)
      .flatMap(({ id, title, body }) => {
        const article = { reference: id, title, quote: body, locale };
        const result = { ok: true as const, articles: [article] };
        const text = withOrder(
          tellArticles([article], { wishes: ['return_exchange'] }, say).join('\n\n'),
        );
        const words = prompts.gate[primaryLanguage(locale)];
        if (words === undefined) throw new Error(`no gate words for ${locale}`);
        const checked = checkText(text, {
          locale,
          timeZone: 'Europe/Berlin',
          now: Date.parse('2026-03-08T09:00:00Z'),
          facts: [...factsOf('search_help', result), ...facts],
          shopperTexts: ['DM-10042'],
          words,
          policyFacts: [],
        });
        return checked.ok
          ? []
          : checked.violations.map(
              ({ sentence, found }) =>
                `${id}: ${sentence.trim()} ← ${found.map(({ kind, text }) => `${kind} ${text}`).join(', ')}`,
            );
      });
    expect(found).toEqual([]);
  });
});
