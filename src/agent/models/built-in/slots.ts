import { asciiDigits } from '../../../language/digits.ts';
import { withoutAddress } from '../../../language/postal-address.ts';
import { withoutAccountNumbers } from '../../../policy/account-numbers.ts';
import { readAmount } from './amounts.ts';
import { readDay } from './days.ts';
import { findPhone } from './phones.ts';
import { quantityInWords } from './quantity-words.ts';
import { readRelativeDay } from './relative-days.ts';
import { asWritten } from './spoken-amounts.ts';
import { isAirWaybill, isS10, looksLikeTracking } from './tracking-numbers.ts';

/** References and values a message names, in canonical form; null where it names none. */
export interface Slots {
  /** order number as the shopper wrote it, without the marks around it */
  order: string | null;
  tracking: string | null;
  email: string | null;
  phone: string | null;
  /** decimal amount with its currency where one is named */
  amount: { value: string; currency: string | null } | null;
  /** `YYYY-MM-DD`, or `--MM-DD` where no year is said */
  date: string | null;
  quantity: number | null;
  /** postcode after its word; the third kind of contact an order can be claimed with */
  postcode: string | null;
}

/**
 * Finds every reference in a message. Each finder takes what it reads out of the text, so that no digit counts twice.
 * `today` (`YYYY-MM-DD`) gives a meaning to "yesterday"; without it only days written out are read. `locale` says what counts as money.
 */
export function readSlots(
  text: string,
  today: string | null = null,
  locale: string | null = null,
): Slots {
  let rest = ` ${asWritten(asciiDigits(text.normalize('NFKC')).replace(/\p{Cf}/gu, ''), locale)} `;
  const take = (
    match: RegExpExecArray | null,
    value = match?.[1] ?? match?.[2] ?? match?.[0],
  ): string | null => {
    if (match === null || value === undefined) return null;
    rest = `${rest.slice(0, match.index)} \u0000 ${rest.slice(match.index + match[0].length)}`;
    return value.trim();
  };

  const email = rest.includes('@')
    ? (take(EMAIL.exec(rest))?.replace(/[.,;]+$/u, '') ?? null)
    : null;
  // Most messages hold no number, and every other finder needs one.
  if (!/\d/.test(rest))
    return {
      ...NONE,
      email,
      date: today === null ? null : readRelativeDay(rest, today),
      quantity: quantityInWords(rest),
    };
  rest = rest.replace(/https?:\/\/\S+/giu, ' ');
  // The number of an account or a card, and a payment's reference, is no order number; both are read over.
  rest = withoutAccountNumbers(rest);
  take(PAYMENT_REFERENCE.exec(rest));
  const tracking = take(findTracking(rest));
  const code = take(ORDER_CODE.exec(rest));
  const postcode = take(POSTCODE.exec(rest));
  const phone = take(findPhone(rest));
  const amount = readAmount(rest);
  if (amount !== null) rest = rest.replace(amount.written, ' ');
  const order =
    code ?? take(ORDER_AFTER_WORD.exec(rest)) ?? take(BARE_ORDER.exec(withoutAddress(rest)));
  const day = readDay(rest);
  if (day !== null) rest = rest.replace(day.written, ' ');
  const relativeDay = day === null && today !== null ? readRelativeDay(rest, today) : null;
  const quantity = QUANTITY.exec(rest);
  return {
    order: order === null ? null : order.replace(/^[#\s]+/u, '').toUpperCase(),
    tracking: tracking?.replace(/[\s-]/g, '').toUpperCase() ?? null,
    email,
    phone,
    amount: amount === null ? null : { value: amount.value, currency: amount.currency },
    date: day?.day ?? relativeDay,
    quantity:
      quantity === null ? quantityInWords(text) : Number(quantity[1] ?? quantity[2] ?? quantity[3]),
    postcode: postcode?.toUpperCase() ?? null,
  };
}

const NONE: Slots = {
  order: null,
  tracking: null,
  email: null,
  phone: null,
  amount: null,
  date: null,
  quantity: null,
  postcode: null,
};

export function hasReference(slots: Slots): boolean {
  return slots.order !== null || slots.tracking !== null || contactOf(slots) !== null;
}

/** What the shopper gave to unlock an order, in the order of its weight. */
export function contactOf(slots: Slots): string | null {
  return slots.email ?? slots.phone ?? slots.postcode;
}

const EMAIL = /[\p{L}\p{N}_.+%'-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/u;

// Stripe and Adyen objects, PayPal transactions, acquirer reference numbers.
const PAYMENT_REFERENCE =
  /(?<![\p{L}\p{N}_])(?:(?:pi|ch|py|pm|re|txn|cs|src)_[A-Za-z0-9_]{8,}|(?:arn|rrn|psp(?: ?reference)?|transaction(?: id)?|transaktions?(?:id|nummer)|id de transaccion|交易号|取引番号|거래번호)\s*[:#：]?\s*(?=[A-Z0-9]*\d)[A-Z0-9]{8,24})(?![\p{L}\p{N}_])/iu;

// Letters, perhaps a dash, then digits: DM-10042, #W2611340, ORD_2024-0012. At least four digits, so that a model "M4" is none.
const ORDER_CODE =
  /(?<![\p{Script=Latin}\p{N}@/])#?\s?((?:[A-Za-z]{1,6}[-_]?|[A-Z]{1,4} )\d[\dA-Za-z]*(?:[-_]\d+)*)(?![\p{Script=Latin}\p{N}@])(?<=\d{4}[\dA-Za-z-]*)/u;

const ORDER_WORDS =
  '(?:order|ordernumber|pedido|orden|encomenda|compra|commande|bestellung|bestellnummer|bestell-?nr|auftrag|auftragsnummer|订单|订单号|單號|訂單|单号|注文|注文番号|オーダー|طلب|طلبي|الطلب|طلبية|number|numero|número|numéro|nummer|num|nr|no|n°|nº|رقم|号码|编号|番号|ordine|주문번호|주문 번호|주문|заказ|заказа|заказу|заказом|заказе|номер|pesanan|nomor|đơn hàng|mã đơn hàng|mã đơn|đơn|don hang|คําสั่งซื้อ|หมายเลขคําสั่งซื้อ|หมายเลข|ออเดอร์|เลขที่)';
const ORDER_AFTER_WORD = new RegExp(
  `${ORDER_WORDS}(?:\\s*(?:number|no|nr|nummer|num|numero|número|numéro|de|do|del|der|meines|mit|is|it's|es|é|est|ist|lautet|是|为|號|号|は|が|の|هو|رقم|n°|nº|è|은|는|이|가|번호|номер|это|saya|adalah|nya|nomor|là|số|của tôi|của mình|คือ|เลขที่|หมายเลข|ของฉัน|id)[.:]?)*\\s*[.:：#°º№]*\\s*#?\\s*(\\d{3,12}(?:-\\d{1,8})?)(?!\\d)`,
  'iu',
);
// A number by itself is an order number unless something else explains it; 4 digits could be a year.
const BARE_ORDER =
  /(?<![\p{L}\p{N}.,+:/€$£¥@-])#\s?(\d{3,12})(?!\d)|(?<![\p{Script=Latin}\p{N}.,+:/€$£¥@-])(\d{5,12})(?![\p{Script=Latin}\d.,:/%€$£¥])/u;

const POSTCODE =
  /(?:postcode|post code|zip(?: ?code)?|postal code|código postal|codigo postal|c\.?p\.?|cep|code postal|postleitzahl|plz|邮编|郵便番号|الرمز البريدي|(?<!\p{L})cap|codice postale|우편번호|(?:почтовый )?индекс|kode ?pos|mã bưu (?:chính|điện)|รหัสไปรษณีย์)(?:\s*(?:is|es|é|est|ist|lautet|是|は|هو|è|은|는|là|คือ))?\s*[:：]?\s*([A-Za-z]{0,2}\d[A-Za-z\d]*(?:[ -]?\d[A-Za-z\d]{1,3})?)/iu;

const QUANTITY =
  /(?<![\p{N}.,])(\d{1,2})\s?(?:x|×|pcs|pairs|pieces|items|units|piezas|unidades|peças|pièces|articles|stück|stk|个|件|双|只|個|点|枚|足|قطع|قطعة|حبات|pezzi|pezzo|개|шт|штук|штуки|buah|pcs|cái|chiếc|ชิ้น|อัน|คู่)(?![\p{Script=Latin}])|(?:quantity|cantidad|quantidade|quantité|anzahl|menge|数量|الكمية|quantità|수량|количество|jumlah|số lượng|จํานวน)\s*[:：]?\s*(\d{1,3})|(?<![\p{L}\p{N}])[x×]\s?(\d{1,2})(?![\p{L}\p{N}])/iu;

function findTracking(text: string): RegExpExecArray | null {
  const waybill = AIR_WAYBILL.exec(text);
  if (waybill !== null && isAirWaybill(waybill[1] ?? '')) return waybill;
  const named = AFTER_CARRIER.exec(text);
  if (named !== null) return named;
  for (const match of text.matchAll(TRACKING_SHAPE)) {
    const number = match[0].replace(/\s/g, '').toUpperCase();
    if (isS10(number) || looksLikeTracking(number)) return match;
    const before = text.slice(Math.max(0, match.index - 30), match.index);
    if (TRACKING_WORD.test(before) && /\d{6}/.test(number)) return match;
  }
  return null;
}

const AIR_WAYBILL = /(?<![\p{L}\p{N}])awb\s*[:#]?\s*(\d{3}-?\d{8})(?!\d)/iu;
/** Digits behind a carrier's name, or in groups behind a word for tracking. */
const AFTER_CARRIER =
  /(?<![\p{L}\p{N}])(?:(?:dhl|fedex|ups|dpd|gls|usps|hermes|evri|ems|tnt|yodel|correos|colissimo|chronopost|sagawa|yamato)\s*[:#]?\s*(\d{8,22})|track\w*(?:\s(?:number|no|nr|code|id|is|#))*\s*[:#]?\s*(\d{2,4}(?:[ -]\d{2,4}){2,6}))(?![\p{L}\p{N}-])/iu;
const TRACKING_SHAPE =
  /(?<![\p{Script=Latin}\p{N}#@-])(?:[A-Z]{2}\s?\d{3}\s?\d{3}\s?\d{3}\s?[A-Z]{2}|[A-Za-z0-9]{9,34})(?![\p{Script=Latin}\p{N}@-])/gu;
const TRACKING_WORD =
  /(?:track\w*|waybill|awb|seguimiento|rastreo|rastre\w*|guía|suivi|sendungs?\w*|paketnummer|运单|快递单号|物流单号|单号|追跡|送り状|お問い合わせ番号|تتبع|الشحنة|tracciamento|spedizione|송장|운송장|택배|трек|отслежив\p{L}*|накладн\p{L}*|посылк\p{L}*|resi|lacak|vận đơn|kiện|เลขพัสดุ|พัสดุ)[^\n]{0,20}$/iu;
