import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldForFeatures } from '../../../../src/agent/models/built-in/fold.ts';
import { INTENTS } from '../../../../src/agent/models/built-in/intents.ts';
import stored from '../../../../src/agent/models/built-in/meanings.json' with { type: 'json' };
import { Meanings } from '../../../../src/agent/models/built-in/meanings.ts';

const meanings = new Meanings(stored);

/** The likeliest intent by the meanings alone. */
function meant(text: string): string | null {
  const read = meanings.read(foldForFeatures(text));
  return read === null ? null : (INTENTS[read.indexOf(Math.max(...read))] ?? null);
}

const taught = ['data/understanding/en.yaml', 'data/understanding/patterns/en.yaml']
  .map((file) => readFileSync(file, 'utf8').toLowerCase())
  .join('\n');

// The words that carry the meaning stand in no example and no pattern.
const UNTAUGHT = [
  'how did the sheriff catch the outlaw',
  'did the battalion surrender to the general',
  'when did the coalition of ministers collapse',
  'what did the archbishop preach about',
  'did the goalkeeper concede in extra time',
  'how do tadpoles breathe through gills',
  'who was crowned emperor after the siege',
  'is the senator seeking reelection',
  'which novelist won the pulitzer',
  'what is the archipelago west of the peninsula called',
  'was the treaty ever ratified',
  'how do surgeons remove a tumour',
];
const UNTAUGHT_WORDS =
  'sheriff outlaw battalion coalition archbishop goalkeeper gills siege reelection novelist peninsula ratified tumour'.split(
    ' ',
  );

describe('meanings', () => {
  it('knows most of the world outside by words that nothing teaches', () => {
    for (const word of UNTAUGHT_WORDS) expect(taught).not.toMatch(new RegExp(`\\b${word}\\b`, 'u'));
    const missed = UNTAUGHT.filter((text) => meant(text) !== 'out_of_scope');
    expect(missed.length, missed.join('\n')).toBeLessThanOrEqual(UNTAUGHT.length / 3);
  });

  it.each([
    ["it didn't arrive", 'it did not arrive'],
    ['it wont turn on', 'it will not turn on'],
    ["where's my parcel", 'where my parcel'],
  ])('splits what English writes as one word: %s', (text, written) => {
    const [left, right] = [text, written].map((one) => meanings.inputsOf(foldForFeatures(one)));
    expect(left?.slice(0, -2)).toEqual(right?.slice(0, -2));
  });

  it('says nothing of a message whose words it does not know', () => {
    expect(meanings.read('wann kommt eigentlich meine bestellte ware')).toBeNull();
    expect(meanings.read('')).toBeNull();
    expect(meanings.read('<num> ? |')).toBeNull();
  });

  it('gives probabilities that add up, whatever the words', () => {
    const words = fc.array(fc.constantFrom(...stored.words.split(' ').slice(0, 5000)), {
      minLength: 1,
      maxLength: 60,
    });
    fc.assert(
      fc.property(words, (some) => {
        const read = meanings.read(some.join(' '));
        const sum = Array.from(read ?? [0], Math.exp).reduce((total, one) => total + one, 0);
        expect(sum).toBeCloseTo(1, 6);
      }),
    );
  });

  it('refuses a net that was trained for other intents, or words without places', () => {
    expect(() => new Meanings({ ...stored, labels: ['order_status'] })).toThrow(/train them anew/);
    expect(() => new Meanings({ ...stored, places: '' })).toThrow(/fewer places/);
  });
});
