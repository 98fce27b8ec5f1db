import { describe, expect, test } from 'vitest';
import { say, startConversation, type TestServices, testServices } from '../helpers/services.ts';
import { aCustomer, aLine, anOrder, aShipment } from '../helpers/shop.ts';

/* Which of a verified shopper's orders a message means that names none. The clock stands at 8 March 2026. */

const OPEN = anOrder({ placedAt: '2026-03-01T10:00:00Z', status: 'shipped' });
const PENDING = anOrder({
  id: 'ord_2',
  number: 'DM-20002',
  placedAt: '2026-03-07T10:00:00Z',
  status: 'pending',
  lines: [aLine({ id: 'lin_2', title: 'Silk scarf' })],
});
const OLD = anOrder({
  id: 'ord_3',
  number: 'DM-20003',
  placedAt: '2025-08-01T10:00:00Z',
  status: 'delivered',
  deliveredAt: '2025-08-20T10:00:00Z',
});
const OLDER = anOrder({
  id: 'ord_4',
  number: 'DM-20004',
  placedAt: '2025-05-01T10:00:00Z',
  status: 'delivered',
  deliveredAt: '2025-05-20T10:00:00Z',
});

async function talk(
  orders: readonly ReturnType<typeof anOrder>[],
  locale: string,
): Promise<{ services: TestServices; tell: (text: string) => Promise<string> }> {
  const services = await testServices({
    shop: {
      customers: [aCustomer()],
      orders: [...orders],
      shipments: orders.some(({ id }) => id === 'ord_1') ? [aShipment()] : [],
    },
  });
  const id = await startConversation(services, { verifiedCustomerId: 'cus_1', localeHint: locale });
  return { services, tell: async (text) => (await say(services, id, text)).reply };
}

const WORDS: readonly (readonly [
  locale: string,
  where: string,
  latest: string,
  second: string,
  when: string,
])[] = [
  ['en', 'where is my order?', 'where is my last order?', 'the second one', 'when does it arrive?'],
  [
    'de',
    'wo ist meine Bestellung?',
    'wo ist meine letzte Bestellung?',
    'die zweite',
    'wann kommt sie an?',
  ],
  [
    'fr',
    'où est ma commande ?',
    'où en est ma dernière commande ?',
    'la deuxième',
    'elle arrive quand ?',
  ],
  [
    'es',
    '¿dónde está mi pedido?',
    '¿dónde está mi último pedido?',
    'el segundo',
    '¿y cuándo llega?',
  ],
  ['pt', 'onde está meu pedido?', 'onde está meu último pedido?', 'o segundo', 'e quando chega?'],
  ['it', 'dov’è il mio ordine?', 'dov’è il mio ultimo ordine?', 'il secondo', 'e quando arriva?'],
  [
    'ja',
    '注文はどこですか？',
    '最後の注文はどうなっていますか？',
    '二番目です',
    'いつ届きますか？',
  ],
  ['ko', '제 주문 어디쯤이에요?', '마지막 주문 어디쯤 왔어요?', '두 번째요', '언제 도착해요?'],
  ['zh', '我的订单到哪了？', '我最近的订单到哪了？', '第二个', '什么时候到？'],
  ['ar', 'أين طلبي؟', 'أين آخر طلب لي؟', 'الثاني', 'متى يصل؟'],
  ['ru', 'где мой заказ?', 'где мой последний заказ?', 'второй', 'когда придёт?'],
  [
    'id',
    'pesanan saya di mana?',
    'pesanan saya yang terakhir di mana?',
    'yang kedua',
    'kapan sampai?',
  ],
  [
    'vi',
    'đơn hàng của tôi đâu rồi?',
    'đơn hàng gần nhất của tôi đâu rồi?',
    'đơn thứ hai',
    'bao giờ đến?',
  ],
  ['th', 'คำสั่งซื้อของฉันอยู่ไหน', 'คำสั่งซื้อล่าสุดของฉันอยู่ไหน', 'อันที่สอง', 'จะถึงเมื่อไหร่'],
];

describe.each(WORDS)('%s', (locale, where, latest, second, when) => {
  test('takes the only order to come for the one meant', async () => {
    const { tell } = await talk([OPEN, OLD, OLDER], locale);
    const reply = await tell(where);
    expect(reply).toMatch(/YW928471035CN|DM-20001/);
    expect(reply).not.toMatch(/DM-2000[34]/);
  });

  test('takes the newest for the last one, and stays with it', async () => {
    const { tell } = await talk([OPEN, PENDING, OLD], locale);
    const reply = await tell(latest);
    expect(reply).toContain('DM-20002');
    expect(reply).not.toMatch(/DM-2000[13]/);
    const next = await tell(when);
    expect(next).toContain('DM-20002');
    expect(next).not.toMatch(/DM-2000[13]/);
  });

  test('asks which of several, again too, and takes the second for the second', async () => {
    const { tell } = await talk([OPEN, PENDING, OLD], locale);
    const list = await tell(where);
    expect(list).toContain('DM-20001');
    expect(list).toContain('DM-20002');
    const again = await tell(when);
    expect(again).toContain('DM-20001');
    expect(again).toContain('DM-20002');
    const picked = await tell(second);
    expect(picked).toContain('YW928471035CN');
    expect(picked).not.toContain('DM-20002');
  });
});

test('the one that was picked from a list is the one to cancel', async () => {
  const { tell } = await talk([OPEN, PENDING, OLD], 'en');
  await tell('where is my order?');
  expect(await tell('the second one')).toContain('YW928471035CN');
  expect(await tell('please cancel it')).toContain('DM-20001');
});

test('the other one is asked for among the others', async () => {
  const { tell } = await talk([OPEN, OLD, OLDER], 'en');
  expect(await tell('where is DM-20001?')).toContain('YW928471035CN');
  const reply = await tell('and the other one?');
  expect(reply).toContain('DM-20003');
  expect(reply).toContain('DM-20004');
});

test('an article tells one order from another', async () => {
  const { tell } = await talk([OPEN, PENDING, OLD], 'en');
  expect(await tell('has my silk scarf been sent yet?')).toContain('DM-20002');
});

test('a refund under way is asked of a cancelled order as well', async () => {
  const cancelled = anOrder({
    id: 'ord_5',
    number: 'DM-20005',
    placedAt: '2026-03-02T10:00:00Z',
    status: 'cancelled',
    cancelledAt: '2026-03-03T10:00:00Z',
  });
  const { tell } = await talk([OPEN, cancelled, OLD], 'en');
  const reply = await tell('where is my refund?');
  expect(reply).toContain('DM-20001');
  expect(reply).toContain('DM-20005');
});
