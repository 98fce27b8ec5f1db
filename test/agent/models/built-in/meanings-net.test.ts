import { expect, it } from 'vitest';
import { type NetRow, trainNet } from '../../../../scripts/meanings/net.ts';
import { INTENTS } from '../../../../src/agent/models/built-in/intents.ts';
import { Meanings } from '../../../../src/agent/models/built-in/meanings.ts';

/* Two words alone mean one thing, both together another: what no regression over the words can learn. */
const WORDS = 'tea cup';
const TABLE = { labels: INTENTS, words: WORDS, dimensions: 2, scale: 0.2 };
/** "tea" at (7, −7), "cup" at (−7, 7), in half bytes. */
const places = Buffer.from([0xf1, 0x1f]).toString('base64');
const NOTHING = { weights: [], biases: [] };
const seen = new Meanings({ ...TABLE, places, hidden: NOTHING, output: NOTHING });

const TAUGHT: [words: string, target: number][] = [
  ['tea', 0],
  ['cup', 0],
  ['tea cup', 1],
  ['cup tea', 1],
];

function rows(): NetRow[] {
  return Array.from({ length: 200 }, () => TAUGHT).flatMap((taught) =>
    taught.map(([words, target]) => ({
      inputs: seen.inputsOf(words) ?? new Float64Array(4),
      target,
    })),
  );
}

const OPTIONS = { hidden: 8, labels: INTENTS.length, epochs: 40 };

it('learns what depends on words together', () => {
  const net = new Meanings({ ...TABLE, places, ...trainNet(rows, OPTIONS) });
  for (const [words, target] of TAUGHT) {
    const read = net.read(words) ?? new Float64Array(1);
    expect(read.indexOf(Math.max(...read)), words).toBe(target);
  }
});

it('learns the same net from the same rows', () => {
  expect(trainNet(rows, OPTIONS)).toEqual(trainNet(rows, OPTIONS));
});

it('says so when there is nothing to learn from', () => {
  expect(() => trainNet(() => [], OPTIONS)).toThrow(/rows to learn from/);
});
