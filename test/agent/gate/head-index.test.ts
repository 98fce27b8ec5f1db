import fc from 'fast-check';
import { expect, test } from 'vitest';
import { HeadIndex } from '../../../src/agent/gate/head-index.ts';

const PHRASES = ['delivered', 'on its way', 'refund*', '12th', '¢', '% off', 'été'];

test('never says that a phrase cannot stand where it does, nor that it begins elsewhere', () => {
  const pieces = fc.constantFrom(
    ...PHRASES.map((phrase) => phrase.replace('*', 'ed')),
    ' ',
    ', ',
    'x',
    '7',
    'É',
    'İ',
    '\u0301',
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
      const text = parts.join('');
      const index = new HeadIndex();
      for (const phrase of PHRASES) {
        const bit = index.add([phrase]);
        const stem = phrase.replace('*', '');
        const standing = [
          ...text.matchAll(
            new RegExp(
              `(?<![\\p{L}\\p{M}\\p{N}])${stem}${stem === phrase ? '(?![\\p{L}\\p{M}\\p{N}])' : ''}`,
              'giu',
            ),
          ),
        ].map((match) => match.index);
        if (standing.length > 0) expect(index.has(text, bit)).toBe(true);
        const starts = index.startsIn(text, bit);
        if (starts !== null) expect(starts).toEqual(expect.arrayContaining(standing));
      }
    }),
  );
});

test('tells the lists of one text apart', () => {
  const index = new HeadIndex();
  const status = index.add(['delivered', 'on its way']);
  const days = index.add(['tomorrow']);
  const text = 'It is on its way and was not delivered.';
  expect(index.startsIn(text, status)).toEqual([6, 29]);
  expect(index.has(text, days)).toBe(false);
});
