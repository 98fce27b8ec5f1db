import { primaryLanguage } from '../../../language/languages.ts';
import { asksWhen, namesParcel } from './cues.ts';
import { foldForFeatures } from './fold.ts';
import type { Intent } from './intents.ts';
import { asksForOther } from './other-one.ts';
import { pickAmongShown } from './picks.ts';
import { namesNoGoods } from './query-words.ts';
import { hasReference } from './slots.ts';
import type { Understanding } from './understand.ts';

/** What a message asks for that leans on an earlier one, and the words that say it. */
export interface Topic {
  wishes: Intent[];
  wishText: string;
}

/** The topic of a message that names none of its own and leans on what was asked before; null for any other message. */
export function followUp(
  current: Understanding,
  past: readonly Understanding[],
  locale: string,
): Topic | null {
  const earlier = past.findLast((one) => one.wishes.length > 0);
  if (earlier === undefined || current.grave !== null || hasReference(current.slots)) return null;
  return (
    afterMoney(current, past) ??
    afterTime(current, earlier) ??
    afterOrder(current, earlier) ??
    afterPerson(current, earlier) ??
    afterReturns(current, earlier) ??
    afterPaying(current, earlier) ??
    afterGoods(current, past, locale) ??
    afterShipping(current, earlier, locale)
  );
}

/** "And when do I get the money?" after a refund or a payment asks for that, however much it sounds like a parcel. */
function afterMoney(current: Understanding, past: readonly Understanding[]): Topic | null {
  const wasOfMoney = past.some(({ wishes }) => wishes.some((wish) => OF_MONEY.has(wish)));
  return wasOfMoney && asksWhen(current.text) && MONEY.test(foldForFeatures(current.text))
    ? { wishes: ['payment_status'], wishText: current.text }
    : null;
}

/** "And when?" after a refund asks for the money, after an order or parcel for the parcel; so does "why does it take so long?". */
function afterTime(current: Understanding, earlier: Understanding): Topic | null {
  if (current.intent === 'payment_status' && current.confidence >= SURE_OF_TOPIC) return null;
  const isOpen =
    current.text.length < SHORTEST_TOPIC ||
    current.confidence < SURE_OF_TOPIC ||
    current.wishes.every((wish) => FOLLOW_UPS.has(wish));
  const asks = (isOpen && asksWhen(current.text)) || asksWhySoLong(current.text);
  const next = earlier.wishes
    .map((wish) => FOLLOW_UPS.get(wish))
    .find((wish) => wish !== undefined);
  return !asks || next === undefined
    ? null
    : { wishes: [next], wishText: `${earlier.text}\n${current.text}` };
}

/** "And the other one?" asks the same of another order. */
function afterOrder(current: Understanding, earlier: Understanding): Topic | null {
  const wishes = earlier.wishes.filter((wish) => FOLLOW_UPS.has(wish));
  return wishes.length > 0 && asksForOther(current.text)
    ? { wishes, wishText: earlier.text }
    : null;
}

/** "The blue one", "how much is it?", "which is the cheapest?" after goods ask about those, and so do several of them in a row. */
function afterGoods(
  current: Understanding,
  past: readonly Understanding[],
  locale: string,
): Topic | null {
  if (!leansOnGoods(current.text, locale)) return null;
  const earlier = past.findLast(
    ({ wishes, text }) => wishes.length > 0 && !(isOfGoods(wishes) && leansOnGoods(text, locale)),
  );
  return earlier !== undefined && isOfGoods(earlier.wishes)
    ? { wishes: ['product_question'], wishText: earlier.text }
    : null;
}

/** "How much is it?" after a question of shipping asks what that costs. */
function afterShipping(
  current: Understanding,
  earlier: Understanding,
  locale: string,
): Topic | null {
  const asks = isShort(current.text) && asksPriceAlone(current.text, locale);
  return asks && earlier.wishes.includes('shipping_policy')
    ? { wishes: ['shipping_policy'], wishText: earlier.text }
    : null;
}

/** "How long will that take?" after a person was called asks for the person. */
function afterPerson(current: Understanding, earlier: Understanding): Topic | null {
  const isCalled = earlier.wishes.some((wish) => wish === 'human_agent' || wish === 'complaint');
  const asks = isShort(current.text) && asksWhen(current.text) && !namesParcel(current.text);
  return isCalled && asks ? { wishes: ['human_agent'], wishText: current.text } : null;
}

/** "How much time do I have?", "who pays the postage?" after returns ask for their rules. */
function afterReturns(current: Understanding, earlier: Understanding): Topic | null {
  if (!earlier.wishes.includes('return_exchange') || !isShort(current.text)) return null;
  const folded = foldForFeatures(current.text);
  return DEADLINE.test(folded) || WHO_PAYS.test(folded)
    ? { wishes: ['return_exchange'], wishText: earlier.text }
    : null;
}

/** "And WeChat?" after ways to pay. */
function afterPaying(current: Understanding, earlier: Understanding): Topic | null {
  const asks = isWithin(current.text, 5, 12) && WAYS_TO_PAY.test(foldForFeatures(current.text));
  return asks && earlier.wishes.includes('payment_methods')
    ? { wishes: ['payment_methods'], wishText: current.text }
    : null;
}

function isOfGoods(wishes: readonly Intent[]): boolean {
  return wishes.includes('product_question');
}

function leansOnGoods(text: string, locale: string): boolean {
  if (isWithin(text, 10, 28) && pickAmongShown(text, locale) !== null) return true;
  return isShort(text) && (asksColourAlone(text, locale) || asksPriceAlone(text, locale));
}

function asksPriceAlone(text: string, locale: string): boolean {
  const folded = foldForFeatures(text);
  if (!PRICE.test(folded)) return false;
  return namesNoGoods(text, locale) || namesNoGoods(folded.replace(PRICE, ' '), locale);
}

/** A colour and no goods beside it: "the red scarf" asks for a scarf, however red the cup before was. */
function asksColourAlone(text: string, locale: string): boolean {
  const isColour = (folded: string) =>
    COLOUR.test(folded) || (primaryLanguage(locale) === 'vi' && COLOUR_VI.test(folded));
  const folded = foldForFeatures(text);
  if (!isColour(folded)) return false;
  if (DENSE.test(folded)) return true;
  const rest = text.split(/\s+/u).filter((word) => {
    const plain = foldForFeatures(word);
    return !isColour(plain) && !OF_COLOUR.test(plain);
  });
  return namesNoGoods(rest.join(' '), locale);
}

function asksWhySoLong(text: string): boolean {
  return isShort(text) && SO_LONG.test(foldForFeatures(text));
}

function isShort(text: string): boolean {
  return isWithin(text, 7, 16);
}

/** Too short to be of anything but what was just spoken of: "what does that mean?". */
export function isFragment(text: string): boolean {
  return isWithin(text, 4, 10);
}

/** Whether a text has at most so many words, or characters in a script without blanks. */
export function isWithin(text: string, words: number, characters: number): boolean {
  const folded = foldForFeatures(text).replace(/[?!|]/gu, ' ').trim();
  return DENSE.test(folded) ? folded.length <= characters : folded.split(/\s+/u).length <= words;
}

/** Surer than this, a short question has a topic of its own: "how long does shipping take?". */
const SURE_OF_TOPIC = 0.75;

/** Too short to hold a question word and a topic in any script. */
const SHORTEST_TOPIC = 10;

/** A question that names nothing, by what was asked before, and what it then asks for. */
const FOLLOW_UPS: ReadonlyMap<Intent, Intent> = new Map([
  ['refund_request', 'payment_status'],
  ['payment_status', 'payment_status'],
  ['order_status', 'track_shipment'],
  ['track_shipment', 'track_shipment'],
]);

const OF_MONEY: ReadonlySet<Intent> = new Set<Intent>(['refund_request', 'payment_status']);

// All over folded text.
const DENSE = /[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]/u;
const MONEY = new RegExp(
  '\\bmoney|dinero|plata|dinheiro|grana|argent|(?<!\\p{L})(?:geld|kohle)|soldi|钱|お金|(?<!\\p{L})돈|فلوس|المبلغ|деньг|(?<!\\p{L})(?:uang|duit)|(?<!\\p{L})tien|เงิน|ตังค์'.normalize(
    'NFKC',
  ),
  'u',
);
const SO_LONG =
  /(?:so|this|that) long|taking (?:so|ages|forever)|(?:so|ewig) lang|(?:tarda|demora\p{L}*|tarda\p{L}*) (?:tanto|mucho)|tanta demora|(?:si|aussi|tellement) long|ci mett\p{L}+ tanto|cosi tanto|这么久|那么久|怎么还没|(?:なんで|どうして|こんなに).{0,8}(?:時間|遅|かか)|(?:오래|늦게?) ?(?:걸|돼|되)|يطول|كل هالوقت|كل هذا الوقت|так (?:долго|медленно)|lama (?:banget|bgt|amat|sekali|bener)|(?:sao|ma) lau|lau (?:vay|the|qua|du)|นานจัง|นานขนาด|ช้าจัง|ทําไมนาน/u;
const DEADLINE =
  /\bhow (?:much time|long|many days) (?:do|have) i\b|\bwie (?:lange|viel zeit|viele tage) habe? ich|\bcuant(?:o tiempo|os dias) tengo|\bquant(?:o tempo|os dias) (?:eu )?tenho|\bcombien de (?:temps|jours)|\bquanto tempo ho\b|\bquanti giorni|何日以内|いつまで|언제까지|며칠|[几多]久|[几幾]天|كم (?:يوم|من الوقت)|сколько (?:у меня )?(?:времени|дней)|\bberapa (?:lama|hari)|\bbao (?:lau|nhieu ngay)|\bmay ngay|กี่วัน|นานแค่ไหน|ภายใน/u;
const WHO_PAYS =
  /\bwho (?:pays|covers)|\b(?:do|must) i (?:have to )?pay (?:for )?(?:the )?(?:postage|shipping|return)|\bwer (?:zahlt|bezahlt|tragt)|\bquien paga|\bquem paga|\bqui paie|\ba (?:ma|votre) charge|\bchi paga|誰が(?:払|負担)|送料は|누가 (?:내|부담)|배송비는|谁(?:付|出|承担)|誰(?:付|出|承擔)|运费|運費|من يدفع|مين يدفع|على حساب|кто (?:платит|оплачивает)|за чеи счет|\bsiapa yang (?:bayar|tanggung)|\bongkir|\bai (?:tra|chiu)|ใคร(?:จ่าย|ออก)|ค่าส่ง/u;
/** Names that say nothing else, in a question after ways to pay. */
const WAYS_TO_PAY =
  /wechat|微信|alipay|支付[宝寶]|花[呗唄]|银联|銀聯|unionpay|paypal|klarna|(?:apple|google|samsung|amazon|line|grab|shopee|stc|mercado) ?(?:pay|pago)|visa|mastercard|\bamex\b|american express|\bmaestro|\bideal\b|\bwero\b|sofort|giropay|bancontact|\bblik\b|\bpix\b|boleto|\boxxo|\bgopay|\bovo\b|\bqris\b|\bmomo\b|zalopay|vnpay|promptpay|พร้อมเพย์|truemoney|ทรูมันนี่|카카오 ?페이|네이버 ?페이|삼성 ?페이|토스|paypay|ペイペイ|楽天ペイ|コンビニ|\bmada\b|مدى|\btabby|تابي|\btamara|تمارا|(?<!\p{L})мир(?:ом)?(?!\p{L})|(?<!\p{L})сбп(?!\p{L})|\bbizum|multibanco|mb ?way|satispay|postepay|\btwint|afterpay|affirm|scalapay/u;
const PRICE =
  /(?:how much|price|(?:was|wieviel|wie viel) kost|preis|cuanto (?:cuesta|vale|sale|es)|precio|quanto (?:custa|ta|esta|e|sai|costa|viene)|preco|combien|prix|prezzo|多少钱|几块|价|いくら|値段|얼마|가격|بكم|سعر|كم (?:سعر|يكلف)|сколько (?:стоит|стоят)|почем|цена|berapa|harga|(?:bao )?nhieu(?: tien)?|gia|เท่าไ|ราคา|กี่บาท)[\p{L}\p{M}]*/u;
/** Without their marks, colours of Vietnamese are "do" and "den", which other languages are full of. */
const COLOUR_VI = /(?<!\p{L})(?:mau )?(?:den|trang|do|xanh)(?!\p{L})/u;
/** Words beside a colour that name no goods. */
const OF_COLOUR =
  /^(?:ones?|colou?rs?|farben?|varianten?|version|couleurs?|celui|celle|ceux|colore[si]?|cor(?:es)?|quell[oaie]|warna(?:nya)?|yang|yg|mau|cai|цвет\p{L}*|لون\p{L}*|اللون)$/u;
const COLOUR =
  /(?<!\p{L})(?:black|white|red|blue|green|yellow|gr[ae]y|brown|pink|navy|schwarz\p{L}*|weiss\p{L}*|weiß\p{L}*|rote?[nrs]?|blaue?[nrs]?|grune?[nrs]?|negr[oa]s?|blanc[oa]s?|roj[oa]s?|azul(?:es)?|verdes?|pret[oa]s?|branc[oa]s?|vermelh[oa]s?|noire?s?|blanche?s?|rouges?|bleue?s?|verte?s?|ner[oaie]|bianc\p{L}+|ross[oaie]|blu|verdi?|черн\p{L}+|бел(?:ый|ыи|ая|ую|ое)|красн\p{L}+|син\p{L}+|зелен\p{L}+|hitam|putih|merah|biru|hijau|(?:ال)?(?:اسود|ابيض|احمر|ازرق|اخضر))(?!\p{L})|黑|白色|红|蓝|绿|黒|赤|青|緑|검(?:정|은)|하얀|흰|빨간|파란|초록|สี(?:ดํา|ขาว|แดง|น้ําเงิน|ฟ้า|เขียว)/u;
