import { describe, expect, test } from 'vitest';
import { say, startConversation, testServices } from '../helpers/services.ts';
import { aProduct } from '../helpers/shop.ts';

/* After goods were told, "which is the cheapest?" and "the second one" mean those, several times in a row. */

const offer = (id: string, title: string, price: number, tags: string[] = []) =>
  aProduct({
    id,
    title,
    tags,
    category: 'Scarves',
    variants: [
      { id: `${id}-v`, title: 'One size', options: {}, price, currency: 'EUR', available: true },
    ],
  });
const NAMES = [
  'scarf',
  'Schal',
  'écharpe',
  'bufanda',
  'cachecol',
  'sciarpa',
  'マフラー',
  '머플러',
  '围巾',
  'وشاح',
  'шарф',
  'syal',
  'khăn choàng',
  'ผ้าพันคอ',
];
const PRODUCTS = [
  offer('p1', 'Cashmere scarf', 11_900, NAMES),
  offer('p2', 'Silk scarf', 5900, NAMES),
  offer('p3', 'Wool scarf', 7900, NAMES),
  aProduct({ id: 'p4', title: 'Teapot', category: 'Tea' }),
];

const TALKS: readonly (readonly [
  locale: string,
  asked: string,
  cheapest: string,
  third: string,
])[] = [
  ['en', 'do you have scarves?', 'which one is the cheapest?', 'how much is the third one?'],
  ['de', 'Habt ihr einen Schal?', 'welcher ist am günstigsten?', 'und der dritte?'],
  ['fr', 'vous avez une écharpe ?', 'laquelle est la moins chère ?', 'et la troisième ?'],
  ['es', '¿tienen alguna bufanda?', '¿cuál es la más barata?', '¿y la tercera?'],
  ['pt', 'vocês têm cachecol?', 'qual é o mais barato?', 'e o terceiro?'],
  ['it', 'avete una sciarpa?', 'qual è la meno cara?', 'e la terza?'],
  ['ja', 'マフラーはありますか', '一番安いのはどれですか？', '三つ目はいくらですか'],
  ['ko', '머플러 있어요?', '제일 싼 거 뭐예요?', '세 번째는 얼마예요?'],
  ['zh', '有围巾吗', '哪个最便宜？', '第三个多少钱'],
  ['ar', 'هل عندكم وشاح؟', 'ما هو الأرخص؟', 'والثالث بكم؟'],
  ['ru', 'у вас есть шарф?', 'какой самый дешевый?', 'а третий сколько стоит?'],
  ['id', 'ada syal?', 'yang paling murah yang mana?', 'yang ketiga berapa?'],
  ['vi', 'shop có khăn choàng không', 'cái nào rẻ nhất?', 'cái thứ ba bao nhiêu?'],
  ['th', 'มีผ้าพันคอไหมคะ', 'ตัวที่ถูกที่สุดราคาเท่าไหร่', 'อันที่สามราคาเท่าไหร่'],
];

describe.each(TALKS)('%s: after goods', (locale, asked, cheapest, third) => {
  test('the cheapest and the third of them are told', async () => {
    const services = await testServices({ shop: { products: PRODUCTS } });
    const id = await startConversation(services, { localeHint: locale });
    const list = (await say(services, id, asked)).reply;
    expect(list).toContain('Cashmere scarf');
    const order = ['Cashmere scarf', 'Silk scarf', 'Wool scarf'].toSorted(
      (left, right) => list.indexOf(left) - list.indexOf(right),
    );
    const lowest = (await say(services, id, cheapest)).reply;
    expect(lowest).toContain('Silk scarf');
    expect(lowest).not.toMatch(/Cashmere|Wool|Teapot/);
    const last = (await say(services, id, third)).reply;
    expect(last).toContain(order[2]);
    expect(last).not.toMatch(new RegExp(`Teapot|${order[0]}|${order[1]}`));
  });
});

test('goods named beside the price are searched for', async () => {
  const services = await testServices({ shop: { products: PRODUCTS } });
  const id = await startConversation(services);
  const { reply } = await say(services, id, 'what is your most expensive scarf?');
  expect(reply).toContain('The most expensive of these is Cashmere scarf: €119.00.');
});

test('prices in several currencies are not compared, and no place beyond the list is guessed', async () => {
  const [cashmere, silk] = PRODUCTS;
  const dollars = offer('p5', 'Linen scarf', 2000, NAMES);
  const products = [
    ...(cashmere && silk ? [cashmere, silk] : []),
    { ...dollars, variants: dollars.variants.map((one) => ({ ...one, currency: 'USD' })) },
  ];
  const services = await testServices({ shop: { products } });
  const id = await startConversation(services);
  await say(services, id, 'do you have scarves?');
  for (const text of ['which is the cheapest?', 'the fourth one?']) {
    const { reply } = await say(services, id, text);
    expect(reply).toContain('I found these:');
  }
});

const COLOURS: readonly (readonly [locale: string, asked: string, colours: string])[] = [
  ['en', 'do you have scarves?', 'what colours are there?'],
  ['de', 'Habt ihr einen Schal?', 'welche Farben gibt es?'],
  ['fr', 'vous avez une écharpe ?', 'quelles couleurs avez-vous ?'],
  ['es', '¿tienen alguna bufanda?', '¿qué colores hay?'],
  ['pt', 'vocês têm cachecol?', 'quais cores tem?'],
  ['it', 'avete una sciarpa?', 'che colori ci sono?'],
  ['ja', 'マフラーはありますか', '何色がありますか？'],
  ['ko', '머플러 있어요?', '색상은 뭐가 있어요?'],
  ['zh', '有围巾吗', '有什么颜色？'],
  ['ar', 'هل عندكم وشاح؟', 'ما هي الألوان المتوفرة؟'],
  ['ru', 'у вас есть шарф?', 'какие есть цвета?'],
  ['id', 'ada syal?', 'warnanya apa aja?'],
  ['vi', 'shop có khăn choàng không', 'màu gì vậy'],
  ['th', 'มีผ้าพันคอไหมคะ', 'มีสีอะไรบ้างคะ'],
];

test.each(COLOURS)('%s: %s, %s: the colours of those are told', async (locale, asked, colours) => {
  const variant = (title: string, available: boolean) => ({
    id: title,
    title,
    options: {},
    price: 5900,
    currency: 'EUR',
    available,
  });
  const scarf = {
    ...offer('p1', 'Silk scarf', 5900, NAMES),
    variants: [variant('Indigo', true), variant('Ivory', false)],
  };
  const services = await testServices({
    shop: { products: [scarf, aProduct({ id: 'p4', title: 'Teapot' })] },
  });
  const id = await startConversation(services, { localeHint: locale });
  expect((await say(services, id, asked)).reply).toContain('Silk scarf');
  const { reply } = await say(services, id, colours);
  expect(reply).toContain('Indigo');
  expect(reply).toContain('Ivory');
  expect(reply).not.toContain('Teapot');
});

test('colours asked for with the goods are told at once', async () => {
  const services = await testServices({ shop: { products: [aProduct({ title: 'Silk scarf' })] } });
  const id = await startConversation(services);
  const { reply } = await say(services, id, 'what colours does the silk scarf come in?');
  expect(reply).toContain('Black');
});
