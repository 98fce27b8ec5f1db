import { beforeAll, describe, expect, it } from 'vitest';
import type { PromptSource } from '../../src/prompts/prompt-set.ts';
import { createHelpSearch } from '../../src/prompts/search-help.ts';
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
  ['is this shop legit', 'en', 'trust'],
  ['seid ihr seriös', 'de', 'trust'],
  ['это не мошенники', 'ru', 'trust'],
  ['这家店靠谱吗', 'zh', 'trust'],
  ['loja confiável', 'pt', 'trust'],
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
  ['Quanto costa la spedizione?', 'it', 'shipping'],
  ['Come posso restituire un articolo?', 'it', 'returns'],
  ['Quando ricevo il rimborso?', 'it', 'refunds'],
  ['Posso annullare il mio ordine?', 'it', 'order-changes'],
  ['Devo pagare la dogana?', 'it', 'customs'],
  ['배송비가 얼마예요?', 'ko', 'shipping'],
  ['반품은 어떻게 하나요?', 'ko', 'returns'],
  ['색상이 마음에 안 들면 반품 가능한가요?', 'ko', 'returns'],
  ['마음에 안 들면 교환이 가능할까요?', 'ko', 'returns'],
  ['환불은 언제 되나요?', 'ko', 'refunds'],
  ['주문을 취소하고 싶어요', 'ko', 'order-changes'],
  ['관세를 내야 하나요?', 'ko', 'customs'],
  ['Сколько стоит доставка?', 'ru', 'shipping'],
  ['Как вернуть товар?', 'ru', 'returns'],
  ['Когда вернут деньги?', 'ru', 'refunds'],
  ['Можно отменить заказ?', 'ru', 'order-changes'],
  ['Нужно ли платить пошлину?', 'ru', 'customs'],
  ['Ongkirnya berapa?', 'id', 'shipping'],
  ['Bagaimana cara retur barang?', 'id', 'returns'],
  ['Kapan refund saya masuk?', 'id', 'refunds'],
  ['Bisa batalkan pesanan?', 'id', 'order-changes'],
  ['Apakah kena bea masuk?', 'id', 'customs'],
  ['Phí ship bao nhiêu?', 'vi', 'shipping'],
  ['Đổi trả hàng thế nào?', 'vi', 'returns'],
  ['Khi nào hoàn tiền?', 'vi', 'refunds'],
  ['Tôi muốn hủy đơn hàng', 'vi', 'order-changes'],
  ['Có phải đóng thuế hải quan không?', 'vi', 'customs'],
  ['ค่าส่งเท่าไร', 'th', 'shipping'],
  ['คืนสินค้าอย่างไร', 'th', 'returns'],
  ['เงินคืนเข้าเมื่อไร', 'th', 'refunds'],
  ['ยกเลิกคำสั่งซื้อได้ไหม', 'th', 'order-changes'],
  ['ต้องเสียภาษีนำเข้าไหม', 'th', 'customs'],
  ['有哪些尺码？', 'zh', 'sizes'],
  ['¿Qué tallas tienen?', 'es', 'sizes'],
  ['Quais tamanhos vocês têm?', 'pt', 'sizes'],
  ['Quelle pointure choisir ?', 'fr', 'sizes'],
  ['Welche Größen haben Sie?', 'de', 'sizes'],
  ['Che taglia devo prendere?', 'it', 'sizes'],
  ['サイズ表はありますか', 'ja', 'sizes'],
  ['사이즈 표 있나요?', 'ko', 'sizes'],
  ['ما المقاسات المتوفرة؟', 'ar', 'sizes'],
  ['Какие есть размеры?', 'ru', 'sizes'],
  ['Ada ukuran apa saja?', 'id', 'sizes'],
  ['Có những size nào?', 'vi', 'sizes'],
  ['มีไซส์อะไรบ้าง', 'th', 'sizes'],
  ['Kann ich einen Gutschein einlösen?', 'de', 'gift-cards'],
  ['Come funziona il buono regalo?', 'it', 'gift-cards'],
  ['Сколько действует подарочная карта?', 'ru', 'gift-cards'],
  ['Voucher saya tidak bisa dipakai', 'id', 'gift-cards'],
  ['기프트카드 유효기간이 언제까지예요?', 'ko', 'gift-cards'],
  ['thẻ quà tặng dùng thế nào', 'vi', 'gift-cards'],
  ['บัตรของขวัญใช้ยังไง', 'th', 'gift-cards'],
  ['Bitte löschen Sie meine Daten', 'de', 'privacy'],
  ['удалите мои персональные данные', 'ru', 'privacy'],
  ['개인정보를 삭제해 주세요', 'ko', 'privacy'],
  ['hapus data saya', 'id', 'privacy'],
  ['xóa dữ liệu của tôi', 'vi', 'privacy'],
  ['ลบข้อมูลของฉัน', 'th', 'privacy'],
  ['cancella i miei dati', 'it', 'privacy'],
  ['Mein Boleto ist abgelaufen', 'de', 'boleto'],
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

describe('a shop with articles in one language only', () => {
  const ENGLISH = createHelpSearch([
    {
      id: 'returns',
      locale: 'en',
      title: 'Sending something back',
      keywords: ['return', 'Rückgabe', 'devolución', '返品', 'إرجاع', 'возврат', 'คืนสินค้า'],
      body: 'You can send articles back within 30 days.',
    },
    {
      id: 'shipping',
      locale: 'en',
      title: 'Shipping',
      keywords: ['shipping', 'Versand', 'envío', '送料', 'الشحن', 'доставка', 'ค่าส่ง'],
      body: 'We ship from Hong Kong.',
    },
  ]);

  it.each([
    ['Wie lange habe ich für die Rückgabe Zeit?', 'de', 'returns'],
    ['¿Cómo hago una devolución?', 'es', 'returns'],
    ['返品したいです', 'ja', 'returns'],
    ['أريد إرجاع المنتج', 'ar', 'returns'],
    ['как оформить возврат?', 'ru', 'returns'],
    ['ขอคืนสินค้า', 'th', 'returns'],
    ['Was kostet der Versand?', 'de', 'shipping'],
    ['送料はいくらですか', 'ja', 'shipping'],
  ])('answers “%s” by its keywords', (query, locale, id) => {
    expect(ENGLISH(query, { locale, limit: 1 })).toMatchObject([{ id, locale: 'en' }]);
  });
});

describe('a query in quotes', () => {
  it.each([
    ['"gift wrapping"', 'gift-wrapping'],
    ['"Sold out"', 'sold-out'],
    ['"discount"', 'prices'],
    ['"warranty"', 'warranty'],
    ['"再入荷"', 'sold-out'],
  ])('finds the page that is named so: %s', (query, id) => {
    expect(source.searchHelp(query, { locale: 'en', limit: 3 })[0]?.id).toBe(id);
  });

  it.each(['"gift wrapping"', '"sold out"'])('finds none that only shares a word: %s', (query) => {
    const others = source
      .current()
      .articles.filter(({ id }) => id !== 'gift-wrapping' && id !== 'sold-out');
    const search = createHelpSearch(others);
    expect(search(query, { locale: 'en', limit: 3 })).toEqual([]);
    expect(search(query.replaceAll('"', ''), { locale: 'en', limit: 3 })).not.toEqual([]);
  });
});
