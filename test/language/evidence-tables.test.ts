import { expect, it } from 'vitest';
import { EMPTY_TABLE, wordsTable } from '../../scripts/language-weights/tables.ts';
import { wordTable } from '../../src/language/evidence-tables.ts';

const FRENCH = 0;
const SPANISH = 1;
const CATALAN = 2;
const table = wordTable(
  wordsTable([
    {
      script: 'latin',
      share: 1,
      source: { words: ['de', 'le', 'la', 'voisin'], types: ['coussin'] },
    },
    {
      script: 'latin',
      share: 1,
      source: { words: ['que', 'de', 'y', 'el', 'a', 'la'], types: ['cojín', 'la'] },
    },
    // outside the 36
    { script: 'latin', share: 0.15, source: { words: ['el', 'de', 'la'], types: ['coixí'] } },
  ]),
);

function scoresOf(text: string): Float32Array {
  const scores = new Float32Array(3);
  table.addTo(scores, text);
  return scores;
}

it('adds to the languages that have a word, the more the more frequent it is there', () => {
  const [french = 0, spanish = 0, catalan = 0] = scoresOf('la');
  expect(french).toBeGreaterThan(spanish);
  expect(spanish).toBeGreaterThan(catalan);
  expect(catalan).toBeGreaterThan(0);
  expect([...scoresOf('voisin')].map((score) => score > 0)).toEqual([true, false, false]);
});

it('knows a word that only the text of a language has, not of one outside the 36', () => {
  expect(scoresOf('coussin')[FRENCH]).toBeGreaterThan(0);
  expect(scoresOf('cojín')[SPANISH]).toBeGreaterThan(0);
  expect([...scoresOf('coixí'), ...scoresOf('xyz'), ...scoresOf('')]).toEqual(Array(9).fill(0));
});

it('says which part of a text a language has words for', () => {
  expect(table.partOf('la voisin xyz coussin', FRENCH)).toBe(0.75);
  expect(table.partOf('la voisin xyz coussin', CATALAN)).toBe(0.25);
  expect(wordTable(EMPTY_TABLE).partOf('la', FRENCH)).toBe(0);
});
