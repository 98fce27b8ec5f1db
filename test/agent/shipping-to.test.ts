import { expect, it } from 'vitest';
import { testPrompts } from '../helpers/prompts.ts';
import { say, startConversation, testServices } from '../helpers/services.ts';
import { aProduct } from '../helpers/shop.ts';

/* Countries are named on the pages about paying, too: a question of shipping is answered by that of shipping, and so is its price. */

it.each([
  ['en', 'do you deliver to Brazil?', 'how much is it?'],
  ['de', 'Liefern Sie nach Belgien?', 'was kostet das?'],
  ['fr', 'vous livrez en Belgique ?', 'combien ça coûte ?'],
  ['fr', 'livrez-vous aux Pays-Bas ?', "c'est combien ?"],
  ['es', '¿hacen envíos a Brasil?', '¿cuánto cuesta?'],
  ['pt', 'vocês entregam no Brasil?', 'quanto custa?'],
  ['it', 'spedite in Belgio?', 'quanto costa?'],
  ['ja', 'ブラジルに発送できますか', 'いくらですか'],
  ['ko', '브라질로 배송되나요?', '얼마예요?'],
  ['zh', '可以寄到巴西吗', '多少钱'],
  ['ru', 'доставляете в Бельгию?', 'сколько стоит?'],
  ['id', 'bisa kirim ke Brasil?', 'berapa harganya?'],
  ['vi', 'có giao hàng đến Brazil không?', 'bao nhiêu tiền?'],
  ['th', 'ส่งไปบราซิลได้ไหม', 'ราคาเท่าไหร่'],
  ['ar', 'هل توصلون إلى البرازيل؟', 'بكم؟'],
])('%s: %s %s', async (locale, question, price) => {
  const { articles } = (await testPrompts()).current();
  const page = articles.find((article) => article.id === 'shipping' && article.locale === locale);
  const services = await testServices();
  const id = await startConversation(services, { localeHint: locale });
  for (const text of [question, price]) {
    const { reply } = await say(services, id, text);
    expect(reply, text).toContain(page?.title);
  }
});

it('looks for the goods that a correction names', async () => {
  const products = [
    aProduct({ id: 'p1', title: 'Gift card' }),
    aProduct({ id: 'p2', title: 'Thé vert' }),
  ];
  const services = await testServices({ shop: { products } });
  const id = await startConversation(services, { localeHint: 'fr' });
  await say(services, id, 'vous avez des cartes cadeaux ?');
  const { reply } = await say(services, id, 'plutôt du thé');
  expect(reply).toContain('Thé vert');
  expect(reply).not.toContain('Gift card');
});
