import { isCommonWord } from '../../../language/common-words.ts';
import { primaryLanguage } from '../../../language/languages.ts';
import type { Dialogue } from './dialogue.ts';
import type { Intent } from './intents.ts';

/** What to search for: the words of the message that carry meaning, behind the topic's own word for help articles. */
export function queryOf({ wishText, situation }: Dialogue, wish: Intent): string {
  const language = primaryLanguage(situation.locale);
  const topic = TOPICS[wish]?.[language] ?? TOPICS[wish]?.en ?? '';
  const words = contentWords(wishText.replace(REFERENCES, ' '), language);
  const query = wish === 'product_question' ? words : `${topic} ${words}`;
  return (query.trim() === '' ? wishText : query).trim().slice(0, 300);
}

function contentWords(text: string, language: string): string {
  if (language === 'zh' || language === 'ja')
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
  /你好|您好|请问|请|我想|想要|想买|想|要买|买|有没有|有|没有|吗|呢|吧|啊|你们|我们|店里|店|这个|这款|那个|的|了|是|多少钱|价格|推荐|一下|什么|怎么|可以|能|和|[？?！!。，、,.]|すみません|ください|お願いします|ありますか|ですか|ますか|でしょうか|はありますか|について|教えて|探して(?:います|いる)|欲しい|ほしい|です|ます|いくら|値段|この|その|在庫|おすすめ|は|が|を|に|の|で|と|も|か/gu;

const SHOP_TALK: Record<string, ReadonlySet<string>> = {
  en: new Set(
    'sell looking show buy price much does any anything something recommend stock available in back like know tell come made about these those colours colors'.split(
      ' ',
    ),
  ),
  es: new Set(
    'vende venden tienen tienes busco buscando mostrar precio cuesta cuestan recomienda recomiendan recomendar hay disponible stock algo comprar saber'.split(
      ' ',
    ),
  ),
  pt: new Set(
    'vende vendem têm tem procuro procurando mostrar preço preco custa custam recomenda recomendar disponível estoque algo comprar saber vocês gostaria'.split(
      ' ',
    ),
  ),
  fr: new Set(
    "vendez cherche avez prix coûte coute coûtent recommandez recommander disponible stock quelque chose acheter savoir est-ce qu'est-ce combien".split(
      ' ',
    ),
  ),
  de: new Set(
    'verkauft verkaufen suche sucht gibt preis kostet kosten empfehlen verfügbar lager etwas kaufen wissen haben hätte gerne viel'.split(
      ' ',
    ),
  ),
  ar: new Set(
    'هل لديكم عندكم ابحث أبحث عن كم سعر السعر اريد أريد شراء اشتري متوفر يوجد في من ما هو هي'.split(
      ' ',
    ),
  ),
};

const TOPICS: Partial<Record<Intent, Record<string, string>>> = {
  return_exchange: {
    en: 'returns exchange',
    zh: '退货 换货',
    es: 'devoluciones cambios',
    pt: 'devoluções trocas',
    fr: 'retours échanges',
    de: 'Rückgabe Umtausch',
    ja: '返品 交換',
    ar: 'الإرجاع الاستبدال',
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
  },
};
