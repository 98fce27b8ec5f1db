import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readSlots } from '../../../../src/agent/models/built-in/slots.ts';

it.each([
  ['United States', '212-555-0198'],
  ['United Kingdom', '+44 20 7946 0958'],
  ['Germany', '0171 2345678'],
  ['France', '06 12 34 56 78'],
  ['Spain', '612 345 678'],
  ['Italy', '333 123 4567'],
  ['Brazil', '(11) 91234-5678'],
  ['China', '13800138000'],
  ['China, in groups', '138 0013 8000'],
  ['Japan', '090-1234-5678'],
  ['Korea', '010-1234-5678'],
  ['Russia', '8 (912) 345-67-89'],
  ['Saudi Arabia', '050 123 4567'],
  ['Indonesia', '0812-3456-7890'],
  ['Vietnam', '0912 345 678'],
  ['Thailand', '081-234-5678'],
])('reads a number as it is written in %s, whatever stands around it', (_, phone) => {
  fc.assert(
    fc.property(
      fc.constantFrom('', 'my order is DM-20001, call ', 'hi! '),
      fc.constantFrom('', ' thanks', '. Where is it?'),
      (before, after) => {
        const slots = readSlots(`${before}${phone}${after}`);
        expect(slots.phone).toBe(phone);
        expect(slots.order).toBe(before.includes('DM-') ? 'DM-20001' : null);
      },
    ),
    { seed: 20261126 },
  );
});

it('takes a number behind a word for orders for an order, in the form of a telephone as well', () => {
  expect(readSlots('order number 13812345678')).toMatchObject({
    order: '13812345678',
    phone: null,
  });
});

it('reads a waybill in full-width digits right behind Chinese words', () => {
  expect(readSlots('我的单号是７７３３４５６７８９０１２').tracking).toBe('7733456789012');
});

it.each([
  ['two mugs arrived broken', 2],
  ['I want to return three shirts', 3],
  ['je veux rendre trois tasses', 3],
  ['quiero devolver dos tazas', 2],
  ['nur zwei Tassen', 2],
  ['вернуть две чашки', 2],
  ['mình mua hai cái áo', 2],
  ['beli dua buah', 2],
])('counts pieces in words: %s', (text, quantity) => {
  expect(readSlots(text).quantity).toBe(quantity);
});

it.each([
  'I waited two weeks',
  'you charged me two times',
  'llevo tres días esperando',
  'seit zwei Wochen',
  'con mua cho ba mẹ',
  'I have two orders with you',
  '9 giờ sáng giao được không',
])('counts no days, times or orders as pieces: %s', (text) => {
  expect(readSlots(text).quantity).toBeNull();
});
