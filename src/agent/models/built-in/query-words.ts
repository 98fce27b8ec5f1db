import { isCommonWord } from '../../../language/common-words.ts';
import { countryCode } from '../../../language/country-names.ts';
import { primaryLanguage } from '../../../language/languages.ts';
import { namesShippingCost } from './cues.ts';
import type { Dialogue } from './dialogue.ts';
import { foldForFeatures } from './fold.ts';
import type { Intent } from './intents.ts';

/** What to search for: the words of the message that carry meaning, behind the topic's own word for help articles. */
export function queryOf({ wishText, situation }: Dialogue, wish: Intent): string {
  const language = primaryLanguage(situation.locale);
  const folded = foldForFeatures(wishText);
  const asksWayBack =
    (wish === 'shipping_policy' && RETURNS.test(folded)) ||
    (wish === 'return_exchange' && namesShippingCost(wishText));
  if (asksWayBack) return topicOf('return_exchange', language);
  const topic =
    wish === 'shipping_policy' && CUSTOMS.test(folded) ? 'customs duties' : topicOf(wish, language);
  const words = contentWords(wishText.replace(REFERENCES, ' '), language);
  // Pages on paying name countries, too; how parcels get there stands on one page.
  if (wish === 'shipping_policy' && namesCountry(words, situation.locale)) return topic;
  const query = wish === 'product_question' ? words : `${topic} ${words}`;
  return (query.trim() === '' ? wishText : query).trim().slice(0, 300);
}

function namesCountry(words: string, locale: string): boolean {
  const all = words.split(' ').map((word) => word.replace(KOREAN_PARTICLE, ''));
  const isName = (text: string) => text.length > 2 && countryCode(text, locale) !== null;
  return all.some((word, at) => isName(word) || isName(`${word} ${all[at + 1] ?? ''}`.trim()));
}

/** "To" and "until" of a place. */
const KOREAN_PARTICLE = /(?<=\p{Script=Hangul}{2})(?:으로|로|에서|에도|에|까지)$/u;

/** A question with nothing to search for: "how much is it?". */
export function namesNoGoods(text: string, locale: string): boolean {
  return contentWords(text.replace(REFERENCES, ' '), primaryLanguage(locale)) === '';
}

function topicOf(wish: Intent, language: string): string {
  return TOPICS[wish]?.[language] ?? TOPICS[wish]?.en ?? '';
}

/** One language's words find the article in all. */
export const SIZE_TABLES = 'size chart';

/** Whether sizes are asked for, and whether of something that is named. Over the shopper's words. */
export function asksSizes({ wishText, situation }: Dialogue): 'all' | 'of_something' | null {
  const folded = foldForFeatures(wishText);
  if (!SIZES.test(folded)) return null;
  const rest = contentWords(
    folded.replace(SIZES_ALL, ' '),
    primaryLanguage(situation.locale),
  ).replace(/[<>?!|\s]|code|num|mail/gu, '');
  return rest === '' ? 'all' : 'of_something';
}

function contentWords(text: string, language: string): string {
  if (['zh', 'ja', 'th'].includes(language))
    return text.replace(DENSE_FILLER, ' ').replace(/\s+/gu, ' ').trim();
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}'-]+/gu, ' ')
    .split(' ')
    .filter(
      (word) =>
        word.length > 1 &&
        !isCommonWord(word, language) &&
        !(SHOP_TALK[language]?.has(word) ?? false),
    )
    .join(' ');
}

// Addresses, links and codes lead a full-text search astray.
const REFERENCES = /[\w.+%'-]+@[\w.-]+|https?:\/\/[!-~]+|#?\p{Script=Latin}*[-_]?\d{4,}[\w-]*/gu;

const DENSE_FILLER =
  /你好|您好|请问|请|我想|想要|想买|想|要买|买|有没有|有|没有|吗|呢|吧|啊|你们|我们|店里|店|这个|这款|那个|的|了|是|多少钱|价格|推荐|一下|什么|怎么|可以|能|和|[？?！!。，、,.]|すみません|ください|お願いします|ありますか|ですか|ますか|でしょうか|はありますか|について|教えて|探して(?:います|いる)|欲しい|ほしい|です|ます|いくら|値段|この|その|在庫|おすすめ|は|が|を|に|の|で|と|も|か|สวัสดี|มีไหม|มีบ้าง|มี|ไหม|อยากได้|อยากซื้อ|อยาก|ซื้อ|กำลังหา|หา|ราคาเท่าไร|ราคาเท่าไหร่|ราคา|เท่าไร|เท่าไหร่|แนะนำ|หน่อย|ขาย|ขอดู|ดู|บ้าง|ครับ|ค่ะ|คะ|นะ|ที่ร้าน|ร้าน|ตัวนี้|อันนี้|ยังมี|สต็อก/gu;

const SHOP_TALK: Record<string, ReadonlySet<string>> = {
  en: new Set(
    'sell looking show buy price much does any anything something recommend stock available in back like know tell come made about these those colours colors suggest suggestion suggestions recommendation recommendations popular best bestseller bestsellers selling'.split(
      ' ',
    ),
  ),
  es: new Set(
    'qué que cuál cuáles vende venden tienen tienes busco buscando mostrar precio cuesta cuestan recomienda recomiendan recomendar hay disponible stock algo comprar saber recomiendas recomiéndame recomiendame recomendación sugieres sugerencia puedes pueden podrías'.split(
      ' ',
    ),
  ),
  pt: new Set(
    'qual quais que vende vendem têm tem procuro procurando mostrar preço preco custa custam recomenda recomendar disponível estoque algo comprar saber vocês gostaria recomendam recomendação sugere sugerem sugestão pode podem'.split(
      ' ',
    ),
  ),
  fr: new Set(
    "quel quels quelle quelles vendez cherche avez prix coûte coute coûtent recommandez recommander disponible stock quelque chose acheter savoir est-ce qu'est-ce combien quoi me moi conseillez conseiller conseil conseils suggérez pouvez pourriez".split(
      ' ',
    ),
  ),
  de: new Set(
    'welche welcher welches verkauft verkaufen suche sucht gibt preis kostet kosten empfehlen verfügbar lager etwas kaufen wissen haben hätte gerne viel empfehlt empfiehlst empfehlung empfehlungen könnt kannst könntet könnten tipp'.split(
      ' ',
    ),
  ),
  ar: new Set(
    'هل لديكم عندكم ابحث أبحث عن كم سعر السعر اريد أريد شراء اشتري متوفر يوجد في من ما هو هي تنصحني تنصحوني تنصح تقترح اقترح بشيء شيء شيئا ماذا بماذا'.split(
      ' ',
    ),
  ),
  it: new Set(
    'che quale quali vendete vendi avete hai cerco cercando mostrare mostrami prezzo costa costano quanto consigli consigliate disponibile disponibili comprare acquistare qualcosa sapere vorrei mi serve consigliarmi consigliare consiglio potete puoi dal dalla dei delle degli nei nel'.split(
      ' ',
    ),
  ),
  ru: new Set(
    'есть ли у вас ищу хочу купить покажите сколько стоит стоят цена посоветуйте порекомендуйте наличии в что какие какой нибудь мне нужен нужна нужно продаете можно узнать для подскажите пожалуйста посоветуете посоветовать рекомендуете порекомендовать можете что-нибудь'.split(
      ' ',
    ),
  ),
  id: new Set(
    'jual ada cari nyari mau beli harga harganya berapa rekomendasi rekomendasikan stok tersedia apakah yang untuk dong kak ya saya tolong ready lihat tampilkan punya saran sarankan kasih bisa'.split(
      ' ',
    ),
  ),
  vi: new Set(
    'giúp với vậy những bán có tìm muốn mua giá bao nhiêu gợi ý tư vấn còn hàng không shop cho mình tôi xem loại nào của là và ạ nhé cái chiếc'.split(
      ' ',
    ),
  ),
  ko: new Set(
    '있나요 있어요 있습니까 있을까요 파나요 팔아요 찾고 찾아요 찾습니다 사고 싶어요 싶은데 얼마예요 얼마인가요 얼마 가격 추천 추천해 주세요 재고 구매 보여 알려 혹시 이거 그거 좀 추천해주세요 추천해줘 추천해 상품 제품'.split(
      ' ',
    ),
  ),
};

/** Who asks what customs take asks about shipping, but wants another article; one language's word finds it in all. */
const CUSTOMS =
  /customs|dut(?:y|ies)\b|import tax|aduan|arancel|alfandeg|imposto de importa|douan|\bzoll|einfuhr|关税|關稅|海关|清关|進口稅|进口税|関税|通関|輸入税|جمرك|جمارك|dogan|\bdazi|관세|통관|тамож|пошлин|bea (?:cukai|masuk)|pajak impor|hai quan|thue nhap khau|ศุลกากร|ภาษีนําเข้า/u;

/** Who pays for the way back asks about postage too, but wants the article on returns. */
const RETURNS =
  /\breturn|send\w* (?:\w+ ){0,3}back|devol|devuelv|retour|renvoy|renvoi|rucksend|ruckgabe|zuruck|\bres[oi]\b|restitu|\brender|退货|退貨|退回|寄回|返品|返送|반품|반송|возврат|верну|\bretur|(?:di|me)\w*kembalikan|tra (?:lai|hang)|doi tra|gui (?:tra|hang tra)|คืนสินค้า|ส่งคืน|ส่งกลับ|คืนของ|ارجاع|اعاد[هة]|اعيد|ارجع/u;

/** The shop's size tables are a help article: `which sizes do you have?` names no product. */
const SIZES =
  /\bsizes?\b|\bsizing|measurement|\btallas?\b|tamanho|numeracao|\btailles?\b|pointure|\bgro(?:ß|ss)en?(?:tabelle)?\b|schuhgro|\btagli[ae]\b|\bmisur[ae]\b|尺码|尺寸|鞋码|サイズ|寸法|사이즈|치수|مقاس|размер|\bukuran|kich (?:co|thuoc)|\bco (?:nao|giay)\b|ไซส์|ไซซ์|ขนาด/u;
const SIZES_ALL = new RegExp(`[\\p{L}\\p{M}]*(?:${SIZES.source})[\\p{L}\\p{M}]*`, 'gu');

const TOPICS: Partial<Record<Intent, Record<string, string>>> = {
  cancel_order: { en: 'cancel order' },
  return_exchange: {
    en: 'returns exchange',
    zh: '退货 换货',
    es: 'devoluciones cambios',
    pt: 'devoluções trocas',
    fr: 'retours échanges',
    de: 'Rückgabe Umtausch',
    ja: '返品 交換',
    ar: 'الإرجاع الاستبدال',
    it: 'resi reso cambio',
    ko: '반품 교환',
    ru: 'возврат товара обмен',
    id: 'retur penukaran',
    vi: 'trả hàng đổi hàng',
    th: 'คืนสินค้า เปลี่ยนสินค้า',
  },
  shipping_policy: {
    en: 'shipping delivery',
    zh: '配送 运费',
    es: 'envío entrega',
    pt: 'envio entrega',
    fr: 'livraison expédition',
    de: 'Versand Lieferung',
    ja: '配送 送料',
    ar: 'الشحن التوصيل',
    it: 'spedizione consegna',
    ko: '배송 배송비',
    ru: 'доставка стоимость',
    id: 'pengiriman ongkir',
    vi: 'vận chuyển giao hàng',
    th: 'จัดส่ง ค่าส่ง',
  },
  payment_methods: {
    en: 'payment methods',
    zh: '付款方式 支付',
    es: 'métodos de pago',
    pt: 'formas de pagamento',
    fr: 'moyens de paiement',
    de: 'Zahlungsarten Bezahlung',
    ja: '支払い方法',
    ar: 'طرق الدفع',
    it: 'metodi di pagamento',
    ko: '결제 수단',
    ru: 'способы оплаты',
    id: 'cara pembayaran',
    vi: 'cách thanh toán',
    th: 'วิธีชำระเงิน',
  },
};
