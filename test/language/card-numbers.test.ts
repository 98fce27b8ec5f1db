import { describe, expect, it } from 'vitest';
import { maskCardNumbers } from '../../src/language/card-numbers.ts';

describe('maskCardNumbers', () => {
  it.each([
    ['4111 1111 1111 1111', '•••• 1111'],
    ['card 4111-1111-1111-1111 exp 12/27', 'card •••• 1111 exp 12/27'],
    ['order 10042 4111 1111 1111 1111', 'order 10042 •••• 1111'],
    ['٤١١١١١١١١١١١١١١١', '•••• 1111'],
    ['４１１１　１１１１　１１１１　１１１１', '•••• 1111'],
    ['4\u200b111\u200b1111 1111.1111', '•••• 1111'],
    ['378282246310005 and 5555555555554444', '•••• 0005 and •••• 4444'],
  ])('masks %s', (text, masked) => expect(maskCardNumbers(text)).toBe(masked));

  it.each([
    'DM-10042',
    '9400111899223197428490',
    '4111.1111.1111.1112',
    'LP00123456789012',
    '+49 151 23456789',
    '1234567890123456',
    '#W2611340',
  ])('leaves %s', (text) => expect(maskCardNumbers(text)).toBe(text));
});
