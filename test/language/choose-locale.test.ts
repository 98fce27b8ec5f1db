import { describe, expect, it } from 'vitest';
import { chooseLocale, withRegion } from '../../src/language/choose-locale.ts';

const enabled = ['en', 'zh', 'es', 'pt', 'fr', 'de', 'ja', 'ar'];
const choose = (text: string, current: string | null = null, hint: string | null = null) =>
  chooseLocale({ text, current, hint, enabled, fallback: 'en' });

describe('chooseLocale', () => {
  it.each([
    ['where is my order', 'en'],
    ['我的包裹到哪了', 'zh'],
    ['donde esta mi pedido', 'es'],
    ['cadê meu pedido', 'pt'],
    ['où est mon colis', 'fr'],
    ['wo ist mein paket', 'de'],
    ['注文した商品が届きません', 'ja'],
    ['أين طلبي', 'ar'],
    ['注文番号', 'ja'],
    ['退款', 'zh'],
  ])('starts with the language of "%s"', async (text, locale) =>
    expect((await choose(text)).locale).toBe(locale),
  );

  it('keeps the conversation when one odd word comes', async () => {
    expect((await choose('gracias', 'en')).locale).toBe('en');
    expect((await choose('ok', 'ja')).locale).toBe('ja');
    expect((await choose('DM-10042 anna@example.com', 'fr')).locale).toBe('fr');
  });

  it('follows a whole sentence in another language', async () => {
    expect(await choose('Où est mon colis, je ne l’ai toujours pas reçu', 'en')).toMatchObject({
      locale: 'fr',
      changed: true,
    });
    expect(await choose('我想知道我的订单什么时候到', 'de')).toMatchObject({
      locale: 'zh',
      changed: true,
    });
  });

  it.each([
    ['hola, where is my order, necesito el paquete', 'en'],
    ['hola, where is my order, necesito el paquete', 'es'],
    ['Wo ist mein Paket? Where is my package?', 'en'],
    ['我的订单在哪里 where is my order please tell me', 'en'],
    ['bonjour, I need help with my refund, merci beaucoup pour votre aide', 'de'],
  ])('keeps the conversation when "%s" comes, half and half, in %s', async (text, current) =>
    expect(await choose(text, current)).toMatchObject({ locale: current, changed: false }),
  );

  it('takes the browser’s hint while the text does not tell', async () => {
    expect(await choose('DM-10042', null, 'de-AT')).toMatchObject({ locale: 'de', changed: true });
    expect((await choose('12345')).locale).toBe('en');
  });

  it('does not mistake a language nobody enabled for an enabled one', async () => {
    expect(
      (await choose('Níbo ni ọjà tí mo rà wà? Mo ti san owó rẹ̀ ní ọ̀sẹ̀ tó kọjá', 'en')).locale,
    ).toBe('en');
    expect((await choose('주문한 상품이 아직 안 왔어요', 'es')).locale).toBe('es');
  });

  describe('with fourteen locales', () => {
    const locales = [...enabled, 'it', 'ko', 'ru', 'id', 'vi', 'th'];
    const inConversation = async (text: string, current: string) =>
      (await chooseLocale({ text, current, hint: 'en-GB', enabled: locales, fallback: 'en' }))
        .locale;

    it.each([
      ['merci beaucoup', 'en'],
      ['hola', 'de'],
      ['ok thanks', 'fr'],
      ['terima kasih', 'en'],
      ['grazie mille', 'es'],
      ['Sneaker Größe', 'it'],
      ['reembolso urgente por favor', 'pt'],
      ['reembolso urgente por favor', 'es'],
      ['DHL Express Paket Tracking', 'de'],
      ['好', 'ja'],
    ])('stays where it is when "%s" comes in %s', async (text, current) =>
      expect(await inConversation(text, current)).toBe(current),
    );

    it.each([
      ['Anna Müller, Hauptstraße 5, 10115 Berlin', 'en'],
      ['calle mayor 12, 28013 madrid', 'en'],
      ['12 rue de la Paix, 75002 Paris', 'de'],
      ['Via Garibaldi 14\n20121 Milano MI', 'es'],
      ['ul. Długa 7 m. 3, 00-238 Warszawa', 'en'],
    ])('takes an address for no change of language: "%s" in %s', async (text, current) =>
      expect(await inConversation(text, current)).toBe(current),
    );

    it.each([
      ['mein Paket 10042 ist mit 2 Wochen Verspätung gekommen', 'en', 'de'],
      ['hice el pedido 20931 hace 12 días y nada', 'en', 'es'],
      ['mi può dire a che punto è la spedizione', 'en', 'it'],
      ['주문한 옷이 아직도 안 왔는데 언제 오나요', 'en', 'ko'],
      ['скажите пожалуйста когда придёт мой заказ', 'en', 'ru'],
      ['kak pesanan saya kok belum sampai juga ya', 'en', 'id'],
      ['shop oi don hang cua minh bao gio moi toi vay', 'en', 'vi'],
      ['อยากทราบว่าของจะมาถึงเมื่อไหร่คะ', 'en', 'th'],
      ['Can you tell me why my card was charged twice?', 'de', 'en'],
      ['quiero saber por que no llega mi compra', 'pt', 'es'],
    ])('follows "%s" from %s to %s', async (text, current, locale) =>
      expect(await inConversation(text, current)).toBe(locale),
    );
  });
});

describe('the region of a locale', () => {
  it.each([
    ['en', 'en-GB', 'en-GB'],
    ['zh', 'zh-Hant-TW', 'zh-Hant-TW'],
    ['ar', 'ar-EG', 'ar-EG'],
    ['es', 'es-MX', 'es-MX'],
    ['de', 'de', 'de'],
    ['de', null, 'de'],
    ['de', 'fr-CA', 'de'],
    ['pt-BR', 'pt-PT', 'pt-BR'],
    ['es', 'es-419', 'es'],
    ['en', 'en-XQ', 'en'],
    ['en', 'en-GB-u-ca-islamic-nu-arab', 'en-GB'],
  ])('of %s with the hint %s is %s', (locale, hint, expected) => {
    expect(withRegion(locale, hint)).toBe(expected);
  });
});
