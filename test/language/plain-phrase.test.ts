import fc from 'fast-check';
import { expect, it } from 'vitest';
import { plainPhrase } from '../../src/language/phrase-match.ts';

it('reads ASCII as it reads the same words beside others', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(..."aaabCZ09'`.,!? \n-_") }), (text) => {
      // The last word keeps the text from being all ASCII.
      expect(`${plainPhrase(text)} é`.trim()).toBe(plainPhrase(`${text} é`));
    }),
  );
});
