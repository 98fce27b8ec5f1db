import { describe, expect, it } from 'vitest';
import { detectLanguage } from '../../src/language/detect.ts';

describe('detectLanguage', () => {
  it.each([
    ['en', 'where is my order'],
    ['en', 'refund'],
    ['zh', '退款'],
    ['ja', '注文番号'],
    ['ja', '返金してください'],
    ['ko', '내 주문 어디 있어요'],
    ['es', 'donde esta mi pedido'],
    ['es', 'quiero un reembolso'],
    ['pt', 'o pagamento foi recusado'],
    ['fr', 'remboursement'],
    ['de', 'Rückerstattung'],
    ['it', 'il pagamento è stato rifiutato'],
    ['nl', 'waar is mijn pakket'],
    ['pl', 'gdzie jest moja paczka'],
    ['ru', 'где мой заказ'],
    ['uk', 'де моє замовлення'],
    ['tr', 'siparişim nerede'],
    ['ar', 'أين طلبي'],
    ['he', 'איפה ההזמנה שלי'],
    ['fa', 'سفارش من کجاست'],
    ['th', 'พัสดุของฉันอยู่ที่ไหน'],
    ['vi', 'đơn hàng của tôi đâu rồi'],
    ['tl', 'nasaan na ang order ko'],
    ['hi', 'मेरा ऑर्डर कहाँ है'],
    ['bn', 'আমার অর্ডার কোথায়'],
    ['ta', 'எனது ஆர்டர் எங்கே'],
    ['te', 'నా ఆర్డర్ ఎక్కడ ఉంది'],
    ['sv', 'var är mitt paket'],
    ['fi', 'missä pakettini on'],
    ['cs', 'kde je moje zásilka'],
    ['sk', 'kde je moja zásielka'],
    ['hu', 'hol van a csomagom'],
    ['ro', 'unde este comanda mea'],
    ['el', 'πού είναι η παραγγελία μου'],
    ['bg', 'къде е моята поръчка'],
  ])('knows %s: %s', async (language, text) =>
    expect((await detectLanguage(text)).language).toBe(language),
  );

  it('says null where nothing tells a language', async () => {
    for (const text of [
      '',
      '12345',
      'DM-10042 anna@example.com',
      'https://example.com/de/ueber-uns',
      '👍',
    ])
      expect(await detectLanguage(text)).toEqual({ language: null, confidence: 0 });
  });

  it('answers only with a candidate', async () => {
    expect(['en', 'de']).toContain(
      (await detectLanguage('waar is mijn pakket', { candidates: ['en', 'de'] })).language,
    );
    expect(
      (await detectLanguage('我的包裹到哪了', { candidates: ['en', 'de'] })).language,
    ).toBeNull();
  });

  it('lets the prior settle a word that several languages share', async () => {
    expect((await detectLanguage('reembolso por favor', { prior: 'pt' })).language).toBe('pt');
    expect((await detectLanguage('reembolso por favor', { prior: 'es' })).language).toBe('es');
  });

  it('knows the long tail, so that it is not taken for an enabled language', async () => {
    const { language } = await detectLanguage(
      'Níbo ni ọjà tí mo rà wà? Mo ti san owó rẹ̀ ní ọ̀sẹ̀ tó kọjá',
    );
    expect(language).toBe('yo');
  });
});
