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
  const order = factsOf('get_order', {
    ok: true,
    order: {
      orderNumber: 'DM-10042',
      status: 'delivered',
      placedAt: '2026-02-20T10:00:00Z',
      deliveredAt: '2026-03-01T10:00:00Z',
      total: { ...total, display: formatMoney(total, locale) },
      lines: [],
      returnDaysLeft: 23,
      shipmentCount: 1,
    },
  });

  it('can be quoted beside an order', () => {
    const found = prompts.articles
      .filter((article) => article.locale === locale)
      .flatMap(({ id, title, body }) => {
        const article = { reference: id, title, quote: body, locale };
        const result = { ok: true as const, articles: [article] };
        const text = [
          ...tellArticles([article], { wishes: ['return_exchange'] }, say),
          say('order.delivered_on', { order: 'DM-10042', date: say.date('2026-03-01') }),
        ].join('\n\n');
        const words = prompts.gate[primaryLanguage(locale)];
        if (words === undefined) throw new Error(`no gate words for ${locale}`);
        const checked = checkText(text, {
          locale,
          timeZone: 'Europe/Berlin',
          now: Date.parse('2026-03-08T09:00:00Z'),
          facts: [...factsOf('search_help', result), ...order],
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
