import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { intentReader } from '../../../../src/agent/models/built-in/read-intents.ts';
import { readMessage } from '../../../../src/agent/models/built-in/understand.ts';
import { formatDate, formatMoney } from '../../../../src/language/format.ts';

const readIntents = await intentReader();

/*
 * Whatever script and form a shopper writes them in, what reaches the tools is the same: ASCII digits, plain decimals,
 * ISO days, codes and addresses as the records hold them.
 */

const LOCALES = 'en zh es pt fr de it ja ko ar ru id vi th'.split(' ');
/** Zero of each script's digits. */
const ZEROS = {
  latin: '0',
  fullWidth: '０',
  arabic: '٠',
  persian: '۰',
  devanagari: '०',
  thai: '๐',
};
const script = fc.constantFrom(...Object.values(ZEROS));
const SAID: Record<string, { order: string; refund: string; date: string }> = {
  en: { order: 'where is order {}', refund: 'refund {}', date: 'I ordered on {}' },
  zh: { order: '订单 {} 在哪里', refund: '退款 {}', date: '我在{}下单' },
  es: { order: 'dónde está el pedido {}', refund: 'reembolso de {}', date: 'compré el {}' },
  pt: { order: 'onde está o pedido {}', refund: 'reembolso de {}', date: 'comprei em {}' },
  fr: { order: 'où est la commande {}', refund: 'remboursement de {}', date: 'acheté le {}' },
  de: { order: 'wo ist Bestellung {}', refund: 'Erstattung von {}', date: 'bestellt am {}' },
  it: { order: "dov'è l'ordine {}", refund: 'rimborso di {}', date: 'ho ordinato il {}' },
  ja: { order: '注文 {} はどこですか', refund: '{} を返金してください', date: '{}に注文しました' },
  ko: { order: '주문 {} 어디 있나요', refund: '{} 환불해 주세요', date: '{}에 주문했어요' },
  ar: { order: 'أين الطلب {}', refund: 'استرداد {}', date: 'طلبت في {}' },
  ru: { order: 'где заказ {}', refund: 'верните {}', date: 'я заказал {}' },
  id: { order: 'pesanan {} di mana', refund: 'refund {}', date: 'saya pesan tanggal {}' },
  vi: { order: 'đơn hàng {} ở đâu', refund: 'hoàn tiền {}', date: 'mình đặt ngày {}' },
  th: { order: 'คำสั่งซื้อ {} อยู่ไหน', refund: 'คืนเงิน {}', date: 'สั่งเมื่อ {}' },
};

function inDigits(text: string, zero: string): string {
  const first = zero.codePointAt(0) ?? 48;
  return text.replace(/[0-9]/g, (digit) => String.fromCodePoint(first + Number(digit)));
}

function fullWidthLetters(text: string): string {
  return text.replace(/[A-Z-]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0));
}

describe.each(LOCALES)('what shoppers write in %s', (locale) => {
  const said = SAID[locale] ?? { order: '{}', refund: '{}', date: '{}' };
  const slots = (frame: string, value: string) =>
    readMessage(readIntents, frame.replace('{}', value), locale).slots;

  it('gives the order number of the record, in digits of any script and letters of any width', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 10_000, max: 99_999 }),
        script,
        fc.boolean(),
        (number, zero, wide) => {
          const code = `DM-${number}`;
          const written = inDigits(wide ? fullWidthLetters(code) : code, zero);
          expect(slots(said.order, written).order).toBe(code);
        },
      ),
      { numRuns: 40, seed: 4 },
    );
  });

  it('gives a plain decimal and a currency for an amount in the locale’s own form', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 101, max: 999_999_99 }),
        fc.constantFrom('EUR', 'USD', 'GBP'),
        script,
        (amount, currency, zero) => {
          const { value, currency: read } = slots(
            said.refund,
            inDigits(formatMoney({ amount, currency }, locale), zero),
          ).amount ?? { value: null, currency: null };
          expect(Number(value)).toBeCloseTo(amount / 100, 2);
          expect(read).toBe(currency);
        },
      ),
      { numRuns: 40, seed: 4 },
    );
  });

  it('gives an ISO day for a date in the locale’s own form', () => {
    fc.assert(
      fc.property(
        fc.date({
          min: new Date('2025-01-01T00:00:00Z'),
          max: new Date('2027-12-31T00:00:00Z'),
          noInvalidDate: true,
        }),
        script,
        (date, zero) => {
          const day = date.toISOString().slice(0, 10);
          expect(slots(said.date, inDigits(formatDate(day, locale, 'UTC'), zero)).date).toBe(day);
        },
      ),
      { numRuns: 40, seed: 4 },
    );
  });

  it('gives the address in lower case letters of common width', () => {
    const wide = 'anna@example.com'.replace(/[!-~]/g, (letter) =>
      String.fromCharCode(letter.charCodeAt(0) + 0xfee0),
    );
    expect(slots('{}', wide).email).toBe('anna@example.com');
  });
});

it.each([
  ['ko', '5만 원 환불해 주세요', '50000', 'KRW'],
  ['vi', 'hoàn tiền 1.200.000 đ', '1200000', 'VND'],
  ['vi', 'hoàn cho mình 500 nghìn đồng', '500000', 'VND'],
  ['id', 'refund 250 ribu rupiah', '250000', 'IDR'],
  ['ru', 'верните 2,5 тыс. руб', '2500', 'RUB'],
  ['th', 'คืนเงิน ๓๕๐ บาท', '350', 'THB'],
  ['it', 'rimborso di 12,50 euro', '12.50', 'EUR'],
])('reads the words for amounts in %s: %s', (locale, text, value, currency) => {
  expect(readMessage(readIntents, text, locale).slots.amount).toMatchObject({ value, currency });
});

it.each([
  ['ko', '3만5천원 환불해 주세요', '35000', 'KRW'],
  ['ko', '1만 2000원 돌려주세요', '12000', 'KRW'],
  ['ja', '1万2千円返してほしい', '12000', 'JPY'],
  ['ja', '２千円の返金', '2000', 'JPY'],
  ['zh', '退我128块5', '128.5', 'CNY'],
  ['zh', '退款3万元', '30000', 'CNY'],
  ['fr', 'rendez-moi 45€50', '45.50', 'EUR'],
  ['id', 'balikin 450rb', '450000', 'IDR'],
  ['id', 'refund 1,2jt dong', '1200000', 'IDR'],
  ['vi', 'hoàn 1tr2 giúp mình', '1200000', 'VND'],
  ['ru', 'верните 2к руб', '2000', 'RUB'],
  ['vi', 'hoàn lại cho mình 450k', '450000', 'VND'],
  ['vi', 'shop trả mình 2 triệu nhé', '2000000', 'VND'],
  ['vi', 'mình trả 1tr250 rồi', '1250000', 'VND'],
  ['vi', 'hoàn 2 triệu rưỡi', '2500000', 'VND'],
  ['vi', 'phí ship 35 nghìn', '35000', 'VND'],
  ['id', 'balikin 150rb ya', '150000', 'IDR'],
  ['id', 'refund 1,5jt', '1500000', 'IDR'],
  ['id', 'saya bayar 1jt500', '1500000', 'IDR'],
  ['id', 'kembaliin 150k kak', '150000', 'IDR'],
  ['ja', '3千円返してください', '3000', 'JPY'],
  ['ja', '2万円の返金をお願いします', '20000', 'JPY'],
  ['ja', '二千五百円返してください', '2500', 'JPY'],
  ['zh', '退我3千', '3000', 'CNY'],
  ['zh', '退我两百块', '200', 'CNY'],
  ['zh', '退款一千五百元', '1500', 'CNY'],
  ['zh', '付了三百八', '380', 'CNY'],
  ['zh', '还差我两块钱', '2', 'CNY'],
  ['zh-TW', '退我兩百塊', '200', 'TWD'],
  ['th', 'คืนเงิน 2 พัน', '2000', 'THB'],
  ['th', 'ขอคืนสองพันบาท', '2000', 'THB'],
  ['th', 'จ่ายไป 1.5 หมื่น', '15000', 'THB'],
  ['ko', '3만원 환불해 주세요', '30000', 'KRW'],
  ['ko', '삼만오천원 환불해 주세요', '35000', 'KRW'],
  ['ko', '환불금 3만 5천 언제 들어와요', '35000', 'KRW'],
  ['de', 'erstattet mir bitte VND 450k', '450000', 'VND'],
  ['en', 'refund my Rp150k', '150000', 'IDR'],
  ['en', 'i paid 450k vnd', '450000', 'VND'],
])('reads amounts as they are said in %s: %s', (locale, text, value, currency) => {
  expect(readMessage(readIntents, text, locale).slots.amount).toMatchObject({ value, currency });
});

it.each([
  ['de', 'ist Artikel 450k noch da'],
  ['en', 'is the 450k in stock'],
  ['fr', 'le modèle 2tr est cassé'],
  ['vi', 'áo 5kg không vừa, đơn 10042'],
  ['vi', 'mình gọi 5 k được'],
  ['id', 'barang 2kg belum sampai'],
  ['ja', '3千個注文しました'],
  ['zh', '我买了三百个'],
  ['zh', '这两块手表坏了'],
  ['zh', '千万别发货，万一错了呢'],
  ['zh', '一起买的一千零一夜'],
  ['th', 'สั่ง 2 พันชิ้น'],
  ['ko', '3만 명이 본 상품'],
  ['ko', '회원 3천명'],
])('reads no amount where none is said, in %s: %s', (locale, text) => {
  expect(readMessage(readIntents, text, locale).slots.amount).toBeNull();
});

it.each([
  ['ru', 'где заказ ДМ-10042', 'DM-10042'],
  ['ru', 'заказ ДМ – 10042 не пришёл', 'DM-10042'],
  ['fr', 'où est DM–10042', 'DM-10042'],
  ['th', 'ออเดอร์ DM‑๑๐๐๔๒ ถึงไหน', 'DM-10042'],
])('reads an order number in other letters and dashes in %s: %s', (locale, text, order) => {
  expect(readMessage(readIntents, text, locale).slots.order).toBe(order);
});

it.each([
  ['th', 'สั่งวันที่ 18 กุมภา', '--02-18'],
  ['ar', 'طلبت يوم ١٨ شباط', '--02-18'],
  ['ar', 'اشتريته في 3 كانون الأول 2026', '2026-12-03'],
])('reads the months of everyday speech in %s: %s', (locale, text, date) => {
  expect(readMessage(readIntents, text, locale).slots.date).toBe(date);
});
