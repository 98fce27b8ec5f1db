import { expect, test } from 'vitest';
import { giftAskedFor } from '../../src/agent/models/built-in/gifts.ts';
import { say, startConversation, testServices } from '../helpers/services.ts';
import { aProduct } from '../helpers/shop.ts';

/* Who looks for a gift is shown what the shop sells, not the gift card alone. */

const variant = {
  id: 'v',
  title: 'One',
  options: {},
  price: 2000,
  currency: 'EUR',
  available: true,
};
const product = (id: string, title: string, category: string, tags: string[]) =>
  aProduct({ id, title, category, tags, variants: [{ ...variant, id: `${id}-v` }] });
const PRODUCTS = [
  product('p1', 'Silk scarf', 'Scarves', ['Schal', 'écharpe', 'bufanda']),
  product('p2', 'Jasmine tea', 'Tea', ['Tee', 'thé', 'té', '茶']),
  product('p3', 'Gift card', 'Gift cards', [
    'Geschenkkarte',
    'carte cadeau',
    'tarjeta regalo',
    'cartão-presente',
    'carta regalo',
    'ギフトカード',
    '기프트 카드',
    '礼品卡',
    'بطاقة هدية',
    'подарочная карта',
    'kartu hadiah',
    'thẻ quà tặng',
    'บัตรของขวัญ',
  ]),
];

test.each([
  ['en', 'I need a gift for my mother'],
  ['en', 'any gift ideas for my boyfriend’s birthday?'],
  ['de', 'Ich suche ein Geschenk für meine Mutter'],
  ['fr', 'un cadeau pour ma mère'],
  ['es', 'busco un regalo para mi hermana'],
  ['pt', 'procuro um presente para minha mãe'],
  ['it', 'cerco un regalo per mia sorella'],
  ['ja', '母へのプレゼントを探しています'],
  ['ko', '어머니께 드릴 선물 추천해 주세요'],
  ['zh', '想给妈妈买个礼物'],
  ['ar', 'أبحث عن هدية لأمي'],
  ['ru', 'ищу подарок маме'],
  ['id', 'cari kado buat ibu'],
  ['vi', 'mình muốn tìm quà cho mẹ'],
  ['th', 'หาของขวัญให้แม่ค่ะ'],
])('%s: %s', async (locale, asked) => {
  const services = await testServices({ shop: { products: PRODUCTS } });
  const id = await startConversation(services, { localeHint: locale });
  const { reply } = await say(services, id, asked);
  expect(reply).toContain('Silk scarf');
  expect(reply).toContain('Jasmine tea');
});

test.each([
  ['vi', 'đắt quá, có cái nào rẻ hơn không'],
  ['vi', 'hôm qua mình đặt rồi'],
  ['en', 'do you sell gift cards?'],
])('takes no other words for gifts, in %s: %s', (locale, text) => {
  expect(giftAskedFor(text, locale)).toBeNull();
});

test.each([
  ['I am looking for the perfect gift', /Silk scarf/, /^$/],
  ['a gift for my sister who loves tea', /Jasmine tea/, /Silk|Gift card/],
  ['do you sell gift cards?', /Gift card/, /Silk|Jasmine/],
])('%s', async (asked, told, not) => {
  const services = await testServices({ shop: { products: PRODUCTS } });
  const id = await startConversation(services);
  const { reply } = await say(services, id, asked);
  expect(reply).toMatch(told);
  expect(reply).not.toMatch(not);
});
