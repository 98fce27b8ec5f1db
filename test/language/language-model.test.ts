import { describe, expect, it } from 'vitest';
import { packHashes, packWeights } from '../../scripts/language-weights/pack.ts';
import { EMPTY_TABLE } from '../../scripts/language-weights/tables.ts';
import { unpackModel } from '../../src/language/language-model.ts';
import { eachFeature } from '../../src/language/ngrams.ts';
import { unpackHashes } from '../../src/language/packed.ts';

describe('the language model', () => {
  it('scores a text by the sum of its features’ vectors, whatever was lost in packing', () => {
    const hashes = featuresOf('wo ist').sort((a, b) => a - b);
    const embeddings = new Float32Array(hashes.length * 2);
    for (let at = 0; at < embeddings.length; at++) embeddings[at] = Math.sin(at * 7) * 3;
    const trained = {
      hashes,
      dimensions: 2,
      embeddings,
      weights: Float32Array.from([1, 0, 0, 1]),
      bias: Float32Array.from([0.5, -0.5]),
    };
    const classes = ['de', 'nl'].map((name) => ({ name, script: 'latin' }));
    const packed = packWeights(trained, classes, { WORDS: EMPTY_TABLE, NGRAMS: EMPTY_TABLE }, 9);
    const model = unpackModel(packed);

    const { scores, known } = model.read('wo ist');

    expect(model.classes).toEqual(['de', 'nl']);
    expect(model.scripts.get('latin')).toEqual([0, 1]);
    expect(known).toBe(hashes.length);
    for (const [one, bias] of [0.5, -0.5].entries()) {
      const sum = hashes.reduce((total, _, at) => total + (embeddings[at * 2 + one] ?? 0), 0);
      expect(scores[one]).toBeCloseTo(sum / Math.sqrt(hashes.length) + bias, 0);
    }
  });

  it('keeps hashes far apart and close together', () => {
    const hashes = [0, 1, 63, 64, 5_503, 5_504, 2 ** 24 - 1];
    expect([...unpackHashes(packHashes(hashes))]).toEqual(hashes);
    expect([...unpackHashes(packHashes([]))]).toEqual([]);
    expect([...unpackHashes('')]).toEqual([]);
  });

  it('takes n-grams within words, with the blanks around them, and whole words', () => {
    expect(new Set(featuresOf('ab')).size).toBe(featuresOf('ab').length);
    // " a", " ab", " ab ", "a", "ab", "ab ", "b", "b " and the word
    expect(featuresOf('ab')).toHaveLength(9);
    expect(featuresOf('ab cd')).toEqual([...featuresOf('ab'), ...featuresOf('cd')]);
  });

  it('reads no more of a long text than its beginning', () => {
    expect(featuresOf('ab '.repeat(1000)).length).toBeLessThan(1300);
  });
});

function featuresOf(text: string): number[] {
  const hashes: number[] = [];
  eachFeature(text, (hash) => hashes.push(hash));
  return hashes;
}
