import { describe, expect, it } from 'vitest';
import products from '../../../../data/demo-store/products.json' with { type: 'json' };
import { productNamed } from '../../../../src/agent/models/built-in/product-named.ts';
import { readSlots } from '../../../../src/agent/models/built-in/slots.ts';
import {
  isAirWaybill,
  isFedEx,
  isS10,
  isUps,
} from '../../../../src/agent/models/built-in/tracking-numbers.ts';

describe('tracking numbers', () => {
  it.each([
    ['S10', isS10, 'RB123456785CN', 'RB123456786CN'],
    ['UPS', isUps, '1Z999AA10123456784', '1Z999AA10123456785'],
    ['FedEx Express', isFedEx, '986578788855', '986578788856'],
    ['FedEx Ground', isFedEx, '449044304137821', '449044304137822'],
    ['air waybill', isAirWaybill, '123-12345675', '123-12345676'],
  ])('of %s are told by their check digit', (_, isRight, right, wrong) => {
    expect([isRight(right), isRight(wrong)]).toEqual([true, false]);
  });

  it.each([
    ['FedEx 449044304137821 has not moved', '449044304137821'],
    ['my tracking number is 7712 3456 7890', '771234567890'],
    ['DHL 1234567890', '1234567890'],
    ['ＲＢ１２３４５６７８５ＣＮ はどこ', 'RB123456785CN'],
    ['AWB 123-12345675', '12312345675'],
  ])('are read from "%s"', (text, tracking) => {
    expect(readSlots(text)).toMatchObject({ tracking, order: null });
  });
});

it.each([
  ['paid with pi_3NqJ8xLkdIwHu7ix1m2Yk9Qa, order 10042', '10042'],
  ['ARN 74537604221222132710469', null],
])('takes a payment’s reference for no order: %s', (text, order) => {
  expect(readSlots(text)).toMatchObject({ order, tracking: null });
});

it.each([
  ['refund me 500 EUR to IBAN DE89370400440532013000', null],
  ['Erstattung für DM-10022 auf AT61 1904 3002 3457 3201 bitte', 'DM-10022'],
  ['rembourse DM-10022 sur FR14 2004 1010 0505 0001 3M02 606', 'DM-10022'],
  ['退款到DE89370400440532013000', null],
  ['IBAN is DE8937040044053201300, one digit is missing, for order DM-10022', 'DM-10022'],
  ['IBAN: GB29-NWBK-6016-1331-9268-19', null],
  ['reembolse na conta 12345-6, CPF 12345678909', null],
  ['请退到账号 6222021234567', null],
  ['口座番号は1234567です', null],
  ['card number 4111 1111 1111 1112', null],
  ['order DE89370400', 'DE89370400'],
])('takes the number of an account or a card for no order: %s', (text, order) => {
  expect(readSlots(text)).toMatchObject({ order, tracking: null, phone: null, postcode: null });
});

it.each([
  ['call 415-555-2671', '415-555-2671'],
  ['8 916 123-45-67', '8 916 123-45-67'],
  ['hubungi 081234567890', '081234567890'],
])('reads the phone number of "%s"', (text, phone) => {
  expect(readSlots(text)).toMatchObject({ phone, order: null });
});

it.each([
  ['₹999', '999', 'INR'],
  ['A$30', '30', 'AUD'],
  ['١٢٠ ر.س', '120', 'SAR'],
])('reads the amount of "%s"', (text, value, currency) => {
  expect(readSlots(text).amount).toEqual({ value, currency });
});

describe('days that are counted from today', () => {
  // a Wednesday
  const today = '2026-11-25';
  it.each([
    ['I ordered it yesterday', '2026-11-24'],
    ['ordered two weeks ago', '2026-11-11'],
    ['last Monday', '2026-11-23'],
    ['vor drei Tagen bestellt', '2026-11-22'],
    ['pedí hace 5 días', '2026-11-20'],
    ['commandé il y a 2 semaines', '2026-11-11'],
    ['comprei ontem', '2026-11-24'],
    ['ordinato tre giorni fa', '2026-11-22'],
    ['заказала 3 дня назад', '2026-11-22'],
    ['昨天买的', '2026-11-24'],
    ['3日前に注文しました', '2026-11-22'],
    ['어제 주문했어요', '2026-11-24'],
    ['طلبت أمس', '2026-11-24'],
    ['pesan kemarin', '2026-11-24'],
    ['đặt hôm qua', '2026-11-24'],
    ['สั่งเมื่อวาน', '2026-11-24'],
    ['deliver it tomorrow', '2026-11-26'],
    ['my order please', null],
  ])('"%s"', (text, date) => {
    expect(readSlots(text, today).date).toBe(date);
  });

  it('mean nothing without it', () => {
    expect(readSlots('I ordered it yesterday').date).toBeNull();
  });
});

it.each([
  ['refund the Nambu cast-iron teapot', 'Nambu cast-iron teapot'],
  ['where is my order', null],
])('finds the product of the shop in "%s"', (text, title) => {
  expect(productNamed(text, products)).toBe(title);
});
