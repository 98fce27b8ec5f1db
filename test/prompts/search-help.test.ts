import { beforeAll, expect, it } from 'vitest';
import type { PromptSource } from '../../src/prompts/prompt-set.ts';
import { testPrompts } from '../helpers/prompts.ts';

let source: PromptSource;

beforeAll(async () => {
  source = await testPrompts();
});

it.each([
  ['How long does delivery to Germany take?', 'en', 'shipping'],
  ['do I have to pay customs duties', 'en', 'customs'],
  ['can I send it back if it does not fit', 'en', 'returns'],
  ['when will my refund arrive on my card', 'en', 'refunds'],
  ['my card was declined', 'en', 'declined-payments'],
  ['what is your phone number', 'en', 'contact'],
  ['which size should I take', 'en', 'sizes'],
  ['运费是多少', 'zh', 'shipping'],
  ['怎么退货', 'zh', 'returns'],
  ['需要交关税吗', 'zh', 'customs'],
  ['¿Cuánto tarda el envío?', 'es', 'shipping'],
  ['¿Puedo devolver un artículo?', 'es', 'returns'],
  ['Posso pagar com boleto?', 'pt', 'boleto'],
  ['Quais são as formas de pagamento?', 'pt', 'payment-methods'],
  ['Quels sont les frais de port ?', 'fr', 'shipping'],
  ['Ma carte a été refusée', 'fr', 'declined-payments'],
  ['Wie lange ist die Rückgabefrist?', 'de', 'returns'],
  ['Muss ich Zoll bezahlen?', 'de', 'customs'],
  ['返品できますか', 'ja', 'returns'],
  ['支払い方法を教えてください', 'ja', 'payment-methods'],
  ['هل يمكنني إرجاع المنتج؟', 'ar', 'returns'],
  ['كم تكلفة الشحن؟', 'ar', 'shipping'],
  ['how do I track my parcel', 'en', 'tracking'],
  ['can I still cancel my order', 'en', 'order-changes'],
  ['我想取消订单', 'zh', 'order-changes'],
  ['客服电话是多少', 'zh', 'contact'],
  ['退款多久到账', 'zh', 'refunds'],
  ['信用卡被拒了怎么办', 'zh', 'declined-payments'],
  ['¿Cuándo recibo mi reembolso?', 'es', 'refunds'],
  ['¿Puedo cambiar la dirección de mi pedido?', 'es', 'order-changes'],
  ['¿Tengo que pagar la aduana?', 'es', 'customs'],
  ['¿Qué formas de pago hay?', 'es', 'payment-methods'],
  ['Como cancelar o pedido?', 'pt', 'order-changes'],
  ['Vou ser taxado na alfândega?', 'pt', 'customs'],
  ['Qual é o telefone de vocês?', 'pt', 'contact'],
  ['Comment annuler ma commande ?', 'fr', 'order-changes'],
  ['Quand serai-je remboursé ?', 'fr', 'refunds'],
  ['Dois-je payer la douane ?', 'fr', 'customs'],
  ['Quel est votre numéro de téléphone ?', 'fr', 'contact'],
  ['Wie lange dauert der Versand nach Deutschland?', 'de', 'shipping'],
  ['Kann ich meine Bestellung stornieren?', 'de', 'order-changes'],
  ['Wann bekomme ich mein Geld zurück?', 'de', 'refunds'],
  ['送料はいくらですか', 'ja', 'shipping'],
  ['返金はいつですか', 'ja', 'refunds'],
  ['注文をキャンセルしたい', 'ja', 'order-changes'],
  ['電話番号を教えてください', 'ja', 'contact'],
  ['متى يصل استرداد المبلغ؟', 'ar', 'refunds'],
  ['كيف ألغي الطلب؟', 'ar', 'order-changes'],
  ['ما هي طرق الدفع؟', 'ar', 'payment-methods'],
  ['هل يجب أن أدفع رسوم الجمارك؟', 'ar', 'customs'],
])('answers “%s” with the right article', (query, locale, id) => {
  expect(source.searchHelp(query, { locale, limit: 3 })[0]?.id).toBe(id);
});

it.each([
  ['Wie lange ist die Rückgabefrist?', 'de', 'de'],
  ['送料はいくらですか', 'ja', 'ja'],
  ['怎么退货', 'zh-Hans', 'zh'],
  ['Posso devolver?', 'pt-BR', 'pt'],
  ['Wo finde ich die Telefonnummer?', 'de', 'de'],
])(
  'answers “%s” in the shopper’s language where there is a translation',
  (query, locale, found) => {
    expect(source.searchHelp(query, { locale, limit: 3 })[0]?.locale).toBe(found);
  },
);

it('finds nothing for words that stand nowhere', () => {
  expect(source.searchHelp('xyzzy plugh', { locale: 'en', limit: 3 })).toEqual([]);
});
