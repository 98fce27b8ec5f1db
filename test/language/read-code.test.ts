import { describe, expect, it } from 'vitest';
import { readCode } from '../../src/language/read-code.ts';

describe('readCode', () => {
  it.each([
    '482913',
    '482 913',
    '482-913',
    '４８２９１３',
    '٤٨٢٩١٣',
    'my code is 482913.',
    'Código: 482913',
    '验证码是 482913',
  ])('reads %s', (text) => expect(readCode(text)).toBe('482913'));
  it.each(['order 482913', '4829130', '48291', '482913?', 'refund 482913 please', '482913 10042'])(
    'does not take %s for a code',
    (text) => expect(readCode(text)).toBeNull(),
  );
});
