import { describe, expect, it } from 'vitest';
import { usedSources } from '../../src/agent/used-sources.ts';
import { say, startConversation, testServices } from '../helpers/services.ts';

const shipping = {
  title: 'Shipping',
  url: 'https://shop.example/shipping',
  locale: 'en',
  quote: 'Parcels travel 8 to 14 days. We ship on workdays.',
};
const returns = {
  title: 'Returns',
  locale: 'en',
  quote: 'You may return goods within 30 days of their arrival.',
};

describe('where an answer comes from', () => {
  it('names the article that was quoted, and only that', () => {
    const reply = 'Of course: parcels travel **8 to 14 days**.';
    expect(usedSources(reply, 'en', [returns, shipping])).toEqual([
      { title: 'Shipping', url: 'https://shop.example/shipping' },
    ]);
    expect(usedSources('I do not know that.', 'en', [returns, shipping])).toEqual([]);
  });

  it('names the best match where the languages differ, and each article once', () => {
    expect(usedSources('荷物は8〜14日で届きます。', 'ja', [shipping, returns])).toEqual([
      { title: 'Shipping', url: 'https://shop.example/shipping' },
    ]);
    expect(usedSources(shipping.quote, 'en', [shipping, shipping])).toHaveLength(1);
    const article = { title: '配送', locale: 'zh', quote: '包裹一般需要八到十四天送达。' };
    expect(usedSources('您好，包裹一般需要八到十四天。', 'zh', [article])).toHaveLength(1);
  });

  it.each([
    ['en', 'How long does shipping take?'],
    ['de', 'Wie lange dauert der Versand?'],
    ['ja', '配送にはどのくらいかかりますか？'],
    ['th', 'จัดส่งใช้เวลากี่วัน'],
  ])('stands at the end of an answer on the shop’s rules, %s', async (locale, question) => {
    const services = await testServices({ shop: {} });
    const id = await startConversation(services, { localeHint: locale });
    const { of } = await say(services, id, question);
    const [end] = of('message-end');
    expect(end?.sources?.[0]?.title).not.toBe('');
    expect(end?.sources).toHaveLength(1);
  });

  it('is no part of an answer from the records', async () => {
    const services = await testServices({ shop: {} });
    const id = await startConversation(services, { verifiedCustomerId: 'cus_1' });
    const { of } = await say(services, id, 'Where is my order DM-20001?');
    expect(of('message-end')[0]).not.toHaveProperty('sources');
  });
});
