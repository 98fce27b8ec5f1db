import { expect, test } from 'vitest';
import { say, startConversation, testServices } from '../helpers/services.ts';
import { aProduct } from '../helpers/shop.ts';

/* "What do you sell?" names nothing to search for: the kinds of goods and some of each are told, in every language. */

const variant = (id: string, available = true) => ({
  id,
  title: 'One size',
  options: {},
  price: 1000,
  currency: 'EUR',
  available,
});
const PRODUCTS = [
  aProduct({ id: 'p1', title: 'Stoneware mug', category: 'Ceramics', variants: [variant('v1')] }),
  aProduct({ id: 'p2', title: 'Kilim', category: 'Rugs', variants: [variant('v2', false)] }),
  aProduct({ id: 'p3', title: 'Wool runner', category: 'Rugs', variants: [variant('v3')] }),
];

const QUESTIONS: readonly (readonly [string, ...string[]])[] = [
  ['en', 'What do you sell?', 'hi, show me your products please', 'Can you recommend something?'],
  ['de', 'Was verkauft ihr denn so?', 'Welche Produkte haben Sie?', 'Könnt ihr was empfehlen?'],
  [
    'fr',
    "Qu'est-ce que vous vendez ?",
    'Quels produits vendez-vous ?',
    'Vous me conseillez quoi ?',
  ],
  ['es', '¿Qué venden?', '¿Qué productos tienen?', '¿Me recomiendas algo?'],
  [
    'pt',
    'O que vocês vendem?',
    'O que é que vendem?',
    'Quais produtos vocês têm?',
    'Vocês podem recomendar algo?',
  ],
  ['it', 'Cosa vendete?', 'Che prodotti avete?', 'Mi consigliate qualcosa?'],
  ['ja', '何を売っていますか？', 'どんな商品がありますか', 'おすすめを教えてください'],
  ['ko', '뭐 팔아요?', '어떤 상품이 있나요?', '상품 추천해 주세요'],
  ['zh', '你们卖什么？', '店里都有什么商品', '有什么推荐吗'],
  ['ar', 'ماذا تبيعون؟', 'ما هي منتجاتكم؟', 'بماذا تنصحني؟'],
  ['ru', 'Что вы продаёте?', 'Какие у вас есть товары?', 'Посоветуйте что-нибудь'],
  ['id', 'Jual apa aja kak?', 'Produknya apa aja?', 'Kasih rekomendasi dong'],
  ['vi', 'Shop bán những gì vậy?', 'Bên mình có những sản phẩm gì?', 'Shop gợi ý giúp mình với'],
  ['th', 'ขายอะไรบ้างคะ', 'มีสินค้าอะไรบ้าง', 'แนะนำหน่อยค่ะ'],
];

test.each(QUESTIONS)('%s: what is sold is told', async (locale, ...questions) => {
  const services = await testServices({ shop: { products: PRODUCTS } });
  for (const question of questions) {
    const conversationId = await startConversation(services, { localeHint: locale });
    const { reply } = await say(services, conversationId, question);
    for (const word of ['Ceramics', 'Rugs', 'Stoneware mug', 'Wool runner'])
      expect(reply, question).toContain(word);
    // The kind with the most articles comes first, and of each one that can be had.
    expect(reply.indexOf('Rugs'), question).toBeLessThan(reply.indexOf('Ceramics'));
    expect(reply, question).not.toContain('Kilim');
  }
});

test.each([
  'Do you sell kettles?',
  'What do you sell for cleaning teapots?',
  'Can you recommend a mug?',
])('%s: something is named, so it is searched for', async (question) => {
  const services = await testServices({ shop: { products: PRODUCTS } });
  const conversationId = await startConversation(services, { localeHint: 'en' });
  const { reply } = await say(services, conversationId, question);
  expect(reply).not.toContain('Rugs');
});

test('a shop without categories shows its first goods', async () => {
  const services = await testServices({
    shop: { products: PRODUCTS.map(({ category: _, ...product }) => product) },
  });
  const conversationId = await startConversation(services, { localeHint: 'en' });
  const { reply } = await say(services, conversationId, 'What do you sell?');
  expect(reply).toMatch(/I found these:.*Stoneware mug.*Wool runner/su);
});
