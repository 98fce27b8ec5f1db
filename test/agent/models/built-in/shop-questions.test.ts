import { beforeAll, expect, it } from 'vitest';
import {
  articleAskedFor,
  asksHowToOrder,
  asksWhenOrWhere,
  pageBesideGoods,
} from '../../../../src/agent/models/built-in/shop-questions.ts';
import { understand } from '../../../../src/agent/models/built-in/understand.ts';
import {
  say,
  startConversation,
  type TestServices,
  testServices,
} from '../../../helpers/services.ts';

/* What is asked of the shop itself is answered from its pages, neither from the catalogue nor by a person. */

let services: TestServices;

beforeAll(async () => {
  services = await testServices();
});

const TRUST: [string, string][] = [
  ['en', 'Is this shop legit? Not sure I dare to order'],
  ['en', 'are my card details safe with you?'],
  ['en', 'who runs this website?'],
  ['de', 'Ist euer Laden seriös?'],
  ['de', 'kann ich hier sicher mit Karte zahlen?'],
  ['fr', 'votre boutique est-elle fiable ?'],
  ['fr', 'est-ce sûr de payer par carte ici ?'],
  ['es', '¿esta tienda es de confianza?'],
  ['es', '¿es seguro pagar con tarjeta aquí?'],
  ['pt', 'posso confiar nessa loja?'],
  ['pt', 'é seguro comprar com cartão aqui?'],
  ['it', 'siete affidabili?'],
  ['it', 'è sicuro pagare con la carta qui?'],
  ['ru', 'вам точно можно доверять?'],
  ['ru', 'безопасно ли платить картой на сайте?'],
  ['id', 'tokonya bisa dipercaya kan?'],
  ['id', 'aman ga belanja di sini pakai kartu?'],
  ['vi', 'shop mình có uy tín không ạ?'],
  ['vi', 'thanh toán bằng thẻ ở đây có an toàn không?'],
  ['th', 'ร้านนี้เชื่อถือได้หรือเปล่าคะ'],
  ['th', 'จ่ายด้วยบัตรที่นี่ปลอดภัยไหม'],
  ['ja', 'こちらのお店は信頼できますか？'],
  ['ja', 'カードで支払っても安全でしょうか'],
  ['ko', '이 쇼핑몰 믿을 수 있나요?'],
  ['ko', '카드로 결제해도 안전한가요?'],
  ['zh', '你们这家店靠谱吗？'],
  ['zh', '用银行卡付款安全吗？'],
  ['ar', 'هل متجركم موثوق؟'],
  ['ar', 'هل الدفع بالبطاقة آمن في موقعكم؟'],
];

const WHEN_OR_WHERE: [string, string][] = [
  ['en', 'What are your opening hours?'],
  ['en', 'are you open today?'],
  ['en', 'where is your nearest store?'],
  ['de', 'wann habt ihr geöffnet?'],
  ['de', 'habt ihr eine Filiale in Köln?'],
  ['fr', 'vous êtes ouverts le dimanche ?'],
  ['fr', 'adresse de la boutique svp'],
  ['es', '¿a qué hora abren?'],
  ['es', '¿tienen tienda física?'],
  ['es', '¿cuál es su dirección?'],
  ['es', 'donde esta el local?'],
  ['pt', 'qual o horário de funcionamento?'],
  ['it', 'siete aperti la domenica?'],
  ['it', 'dov’è il negozio più vicino?'],
  ['ru', 'какой у вас график работы'],
  ['id', 'toko bukanya jam berapa'],
  ['id', 'alamat tokonya di mana kak'],
  ['vi', 'mấy giờ shop mở cửa'],
  ['vi', 'shop ở đâu vậy'],
  ['th', 'ร้านเปิดกี่โมงคะ'],
  ['th', 'มีหน้าร้านไหม'],
  ['ja', '営業時間を教えてください'],
  ['ja', '実店舗はありますか'],
  ['ko', '영업시간이 어떻게 되나요'],
  ['ko', '가까운 매장 알려주세요'],
  ['zh', '你们几点开门'],
  ['zh', '有实体店吗'],
  ['ar', 'ما هي ساعات العمل عندكم'],
  ['ar', 'وين أقرب فرع'],
];

it.each([
  ['en', 'when do you deliver on sundays'],
  ['en', 'is the box still open'],
  ['de', 'habt ihr den Koffer auf Lager'],
  ['es', 'horario de entrega'],
])('takes no other question for one after hours in %s: %s', (_locale, text) => {
  expect(asksWhenOrWhere(text)).toBe(false);
});

it.each([
  ['en', "my voucher doesn't work"],
  ['de', 'mein Gutscheincode geht nicht'],
  ['es', 'mi cupón no funciona'],
  ['vi', 'mã giảm giá không dùng được'],
  ['zh', '优惠券用不了'],
])('tells the rules of a voucher that is not taken in %s: %s', (_locale, text) => {
  expect(articleAskedFor(text)).toBe('gift cards');
});

const ORDERING: [string, string][] = [
  ['en', 'how do I place an order?'],
  ['en', 'i need help placing an order'],
  ['en', 'how to buy here'],
  ['de', 'wie kann ich bei euch bestellen?'],
  ['fr', 'comment passer une commande ?'],
  ['es', '¿cómo hago un pedido?'],
  ['pt', 'como faço para comprar?'],
  ['it', 'come si fa un ordine?'],
  ['ru', 'как у вас оформить заказ?'],
  ['id', 'cara pesannya gimana kak, cara order'],
  ['vi', 'đặt hàng như thế nào vậy shop?'],
  ['th', 'สั่งซื้อยังไงคะ'],
  ['ja', '注文方法を教えてください'],
  ['ko', '주문은 어떻게 하나요?'],
  ['zh', '请问怎么下单？'],
  ['ar', 'كيف أطلب من متجركم؟'],
];

const WRAPPING: [string, string][] = [
  ['en', 'do you do gift wrapping?'],
  ['en', 'can you wrap it as a birthday present'],
  ['en', 'please leave no price inside, can I add a gift note?'],
  ['de', 'könnt ihr das als Geschenk einpacken?'],
  ['fr', 'vous faites des paquets cadeaux ?'],
  ['es', '¿pueden envolverlo para regalo?'],
  ['pt', 'vocês embrulham para presente?'],
  ['it', 'fate confezioni regalo?'],
  ['ru', 'можно упаковать в подарок?'],
  ['id', 'bisa dibungkus kado gak kak'],
  ['vi', 'shop có gói quà không'],
  ['th', 'ห่อของขวัญให้ได้ไหมคะ'],
  ['ja', 'プレゼント用に包装してもらえますか'],
  ['ko', '선물 포장 되나요?'],
  ['zh', '可以包装成礼物吗'],
  ['ar', 'ممكن تغليف هدية؟'],
];

const RESTOCK: [string, string][] = [
  ['en', 'will you tell me when the teapot is back in stock?'],
  ['en', 'when will you restock?'],
  ['de', 'wann ist die Teekanne wieder lieferbar?'],
  ['fr', 'la théière sera-t-elle de nouveau disponible ?'],
  ['es', '¿cuándo vuelven a tener la tetera?'],
  ['pt', 'quando o bule volta ao estoque?'],
  ['it', 'quando torna disponibile la teiera?'],
  ['ru', 'когда чайник снова появится в наличии?'],
  ['id', 'kapan teko tehnya restock kak?'],
  ['vi', 'khi nào ấm trà có hàng lại vậy shop'],
  ['th', 'กาน้ำชาของเข้าเมื่อไหร่คะ'],
  ['ja', '急須の再入荷はいつですか'],
  ['ko', '찻주전자 언제 재입고되나요?'],
  ['zh', '茶壶什么时候补货？'],
  ['ar', 'متى يتوفر الإبريق مرة ثانية؟'],
];

const REDUCED: [string, string][] = [
  ['en', 'any black friday deals?'],
  ['en', 'do you have a student discount?'],
  ['en', 'do you price match?'],
  ['en', 'do your prices include tax?'],
  ['de', 'gibt es Black-Friday-Angebote?'],
  ['de', 'habt ihr Studentenrabatt?'],
  ['fr', 'vous avez des promos en ce moment ?'],
  ['es', '¿hay descuentos por black friday?'],
  ['pt', 'tem desconto na primeira compra?'],
  ['it', 'avete sconti per il black friday?'],
  ['ru', 'есть ли сейчас скидки?'],
  ['id', 'ada promo apa kak?'],
  ['vi', 'shop có khuyến mãi gì không?'],
  ['th', 'ตอนนี้มีโปรโมชั่นไหมคะ'],
  ['ja', 'ブラックフライデーのセールはありますか'],
  ['ko', '지금 할인 행사 있나요?'],
  ['zh', '黑五有优惠吗？'],
  ['ar', 'هل عندكم خصومات الجمعة البيضاء؟'],
];

it.each([
  ...TRUST.map((row) => ['trust', ...row] as const),
  ...ORDERING.map((row) => ['ordering', ...row] as const),
  ...WHEN_OR_WHERE.map((row) => ['contact', ...row] as const),
  ...WRAPPING.map((row) => ['gift-wrapping', ...row] as const),
  ...RESTOCK.map((row) => ['sold-out', ...row] as const),
  ...REDUCED.map((row) => ['prices', ...row] as const),
])('answers a question of %s from the shop’s own page in %s: %s', async (page, locale, text) => {
  const id = await startConversation(services, { localeHint: locale });
  await say(services, id, text);
  const events = await services.log.read(id);
  const reply = events.flatMap(({ event }) =>
    event.type === 'message-end' && event.author === 'assistant' ? [event.text] : [],
  );
  const { body = '' } =
    services.prompts
      .current()
      .articles.find((article) => article.id === page && article.locale === locale) ?? {};
  expect(reply.join('\n')).toContain(body.slice(0, 20));
  expect(events.map(({ event }) => event.type)).not.toContain('handoff');
});

it.each([
  ['en', 'will you tell me when the teapot is back in stock?', '"sold out"', /teapot/],
  ['en', 'when will you restock?', '"sold out"', null],
  ['de', 'wann ist das wieder da?', '"sold out"', null],
  ['zh', '什么时候补货？', '"sold out"', null],
  ['en', 'any black friday deals?', '"discount"', null],
  ['en', 'any black friday deals on lamps?', '"discount"', /lamps/],
  ['de', 'ist die Teekanne im Angebot?', '"discount"', /teekanne/],
  ['zh', '茶壶有折扣吗', '"discount"', /茶壶/],
  ['ja', '急須の再入荷はいつですか', '"sold out"', /急須/],
])('knows which page to tell beside the goods in %s: %s', (locale, text, page, goods) => {
  expect(pageBesideGoods(text, locale)).toEqual({
    page,
    goods: goods === null ? null : expect.stringMatching(goods),
  });
});

it.each([
  ['en', 'it was a present, wrapped nicely, but can I exchange it', 'return_exchange'],
  ['es', 'es un regalo, ¿lo puedo cambiar?', 'return_exchange'],
  ['de', 'das Geschenkpapier war zerrissen und die Tasse kaputt', 'complaint'],
])('hears what else is asked of a present in %s: %s', async (locale, text, intent) => {
  expect((await understand(text, locale)).intent).toBe(intent);
});

it.each([
  ['en', 'is the teapot in stock?'],
  ['en', 'a teapot for sailing'],
  ['es', '¿cuándo llega mi tetera?'],
  ['th', 'มีแก้วเซลล์ไหม'],
])('tells no page beside the goods in %s: %s', (locale, text) => {
  expect(pageBesideGoods(text, locale)).toBeNull();
});

it.each([
  ['is this lamp safe for children?', null],
  ['is the teapot dishwasher safe', null],
  ['nhập thẻ có an toàn không?', 'trust legit scam'],
  ['ist die Tasse spülmaschinenfest?', null],
  ['do you have a secure lock for bikes', null],
  ['how long is the warranty on the kettle?', '"warranty"'],
  ['wie lange habe ich Garantie?', '"warranty"'],
  ['does the gift card expire?', 'gift cards'],
  ['bis wann ist mein Gutschein gültig?', 'gift cards'],
  ['do you sell gift cards?', null],
  ['do you sell gift wrapping paper?', null],
  ['have you a wrap dress in red', null],
  ['can I place an order by invoice', null],
])('knows which page %s asks for', (text, article) => {
  expect(articleAskedFor(text)).toBe(article);
});

it.each([
  ['en', 'when does the bank open?'],
  ['fr', 'cherche les horaires du musée'],
  ['de', 'wann macht die Apotheke auf?'],
  ['es', '¿a qué hora abren los museos?'],
  ['ja', '図書館の営業時間は？'],
  ['th', 'ร้านกาแฟแถวนี้เปิดกี่โมง'],
  ['ko', '은행 영업시간이 언제예요?'],
])('leaves the hours of others to others, in %s: %s', (_, text) => {
  expect(asksWhenOrWhere(text)).toBe(false);
});

it.each([
  'I’ll take it, how do I order?',
  'lo compro, come faccio?',
  'ich nehme ihn, wie geht das?',
  'je le prends, comment faire ?',
  'la compro, ¿cómo hago?',
])('tells how to order to who has chosen: %s', (text) => {
  expect(asksHowToOrder(text)).toBe(true);
});
