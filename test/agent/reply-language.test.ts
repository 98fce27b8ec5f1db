import { describe, expect, it } from 'vitest';
import { strayLanguage } from '../../src/agent/reply-language.ts';
import { testPrompts } from '../helpers/prompts.ts';

const prompts = (await testPrompts()).current();
const LOCALES = Object.keys(prompts.replies);

describe('a reply in the wrong language', () => {
  it.each([
    ['pt', 'es', 'Su pedido ya ha sido enviado y está en camino. ¿Puedo ayudarle en algo más?'],
    [
      'es',
      'pt',
      'O seu pedido já foi enviado e está a caminho. Posso ajudar em mais alguma coisa?',
    ],
    ['it', 'es', 'Su pedido ya ha sido enviado y está en camino. ¿Puedo ayudarle en algo más?'],
    ['es', 'it', 'Il tuo ordine è stato spedito ed è in viaggio. Posso aiutarti in qualcos’altro?'],
    ['fr', 'en', 'Your order has been shipped and is on its way. Is there anything else?'],
    ['de', 'en', 'Your order has been shipped and is on its way. Is there anything else?'],
    ['ja', 'zh', '您的订单已经发货，正在运输途中。还有什么可以帮您的吗？'],
    ['zh', 'ja', 'ご注文の商品は発送済みで、現在輸送中です。ほかにご用件はございますか。'],
    [
      'ko',
      'en',
      '네, your order has been shipped and is on its way to you, thank you for your patience.',
    ],
    ['vi', 'en', 'Your order has been shipped and is on its way. Is there anything else?'],
  ])('for %s is known as %s', async (locale, found, text) => {
    expect(await strayLanguage(text, locale, LOCALES)).toBe(found);
  });

  it.each([
    ['de', 'Nambu cast-iron teapot: 89,00 $'],
    ['ja', 'Yixing clay teapot "Full Moon": $124.00'],
    ['fr', 'DM-10042 · RB123456785CN · Japan Post EMS'],
    ['ar', 'https://track.example.com/RB123456785CN'],
    [
      'ko',
      '네, DM-10042번 주문에는 다음 상품이 들어 있습니다: Mulberry silk scarf (Peony), Gooseneck electric kettle (UK).',
    ],
    [
      'ja',
      'ご注文の商品は次のとおりです: Mulberry silk scarf (Peony), Gooseneck electric kettle (UK)。',
    ],
    [
      'ru',
      'В заказе: Mulberry silk scarf (Peony), Agarwood incense coils, Gooseneck electric kettle.',
    ],
    ['pt', 'Sim, claro.'],
    ['es', 'OK'],
  ])('is not suspected in %s for names and codes: %s', async (locale, text) => {
    expect(await strayLanguage(text, locale, LOCALES)).toBeNull();
  });
});

it.each(LOCALES)('takes none of the replies in %s for another language', async (locale) => {
  const stray: string[] = [];
  for (const [key, text] of Object.entries(prompts.replies[locale] ?? {})) {
    const words = text.replace(/\{[^{}]*\}/gu, ' ').replace(/[{}]|\w+, (?:plural|select),/gu, ' ');
    const found = await strayLanguage(words, locale, LOCALES);
    if (found !== null) stray.push(`${key}: ${found}`);
  }
  expect(stray).toEqual([]);
});
