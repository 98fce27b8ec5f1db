import { expect, it } from 'vitest';
import { drawFrom } from '../../scripts/language-weights/letter-chains.ts';

it('draws the words of a text again, as often as the text has them, from the shares of its letters', () => {
  const words = drawFrom(sharesIn(['og', 'og', 'og', 'hun', 'pakke', 'pakken', 'levering']));

  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  expect([...counts.keys()].sort()).toEqual(['hun', 'levering', 'og', 'pakke', 'pakken']);
  expect((counts.get('og') ?? 0) / words.length).toBeCloseTo(3 / 7, 1);
  expect((counts.get('pakke') ?? 0) / (counts.get('pakken') ?? 1)).toBeCloseTo(1, 1);
});

/** Of each run of up to five letters its share of all the runs with the same letters before the last, as lingua counts them. */
function sharesIn(words: readonly string[]): Map<string, number>[] {
  const counts = new Map<string, number>([['', 0]]);
  const add = (run: string) => counts.set(run, (counts.get(run) ?? 0) + 1);
  for (const word of words)
    for (let from = 0; from < word.length; from++) {
      add('');
      for (let to = from + 1; to <= Math.min(word.length, from + 5); to++)
        add(word.slice(from, to));
    }
  const shares: Map<string, number>[] = [];
  for (const [run, count] of counts) {
    if (run === '') continue;
    const list = shares[run.length] ?? new Map<string, number>();
    shares[run.length] = list.set(run, count / (counts.get(run.slice(0, -1)) ?? 1));
  }
  return shares;
}
