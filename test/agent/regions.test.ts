import { expect, it } from 'vitest';
import { say, startConversation, testServices } from '../helpers/services.ts';
import { aCustomer, aLine, anOrder } from '../helpers/shop.ts';

/* One language, several regions: words of the language, with dates, money and digits of the region. */

const shop = {
  customers: [aCustomer({})],
  orders: [
    anOrder({
      status: 'delivered',
      currency: 'KWD',
      shippingCost: 0,
      placedAt: '2026-02-26T10:00:00Z',
      deliveredAt: '2026-03-01T10:00:00Z',
      lines: [aLine({ unitPrice: 22_100 })],
    }),
  ],
};

const plain = (text: string) => text.replace(/[\u00a0\u202f]/gu, ' ').replace(/\p{Cf}/gu, '');

it.each([
  ['en', 'How is my order DM-20001?', ['March 1, 2026', 'KWD 22.100']],
  ['en-GB', 'How is my order DM-20001?', ['1 March 2026', 'KWD 22.100']],
  ['es', '¿Cómo va mi pedido DM-20001?', ['1 de marzo de 2026', '22,100 KWD']],
  ['es-MX', '¿Cómo va mi pedido DM-20001?', ['1 de marzo de 2026', 'KWD 22.100']],
  ['pt', 'Como está meu pedido DM-20001?', ['1º de março de 2026', 'KWD 22,100']],
  [
    'pt-PT',
    'Como está a minha encomenda DM-20001?',
    ['A encomenda DM-20001', '1 de março de 2026', '22,100 KWD'],
  ],
  ['fr-CA', 'Où en est ma commande DM-20001 ?', ['1er mars 2026', '22,100 KWD']],
  ['de-CH', 'Wie steht es um meine Bestellung DM-20001?', ['1. März 2026', 'KWD 22.100']],
  ['ar-AE', 'ما حالة طلبي DM-20001؟', ['1 مارس 2026', '22.100']],
  ['ar-EG', 'ما حالة طلبي DM-20001؟', ['١ مارس ٢٠٢٦', '٢٢٫١٠٠']],
  ['zh-TW', '我的订单 DM-20001 怎么样了？', ['2026年3月1日', 'KWD 22.100']],
  ['pt-AO', 'Como está a minha encomenda DM-20001?', ['A encomenda DM-20001']],
  ['pt-BR', 'Como está meu pedido DM-20001?', ['O pedido DM-20001', '1º de março de 2026']],
])('answers %s in the form of the region', async (localeHint, text, facts) => {
  const services = await testServices({
    shop,
    environment: { DRAGOMAN_LOCALES: 'en,es,pt,fr,de,ar,zh' },
  });
  const id = await startConversation(services, { verifiedCustomerId: 'cus_1', localeHint });
  const { reply, of } = await say(services, id, text);
  expect(of('handoff-opened')).toEqual([]);
  for (const fact of facts) expect(plain(reply)).toContain(fact);
});
