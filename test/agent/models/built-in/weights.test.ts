import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import {
  digestOf,
  KEPT,
  readExamples,
  trainingRows,
} from '../../../../scripts/train-understanding.ts';
import stored from '../../../../src/agent/models/built-in/weights.json' with { type: 'json' };
import small from '../../../../src/agent/models/built-in/weights-small.json' with { type: 'json' };

// The rows, not the weights learnt from them, which take minutes: another sentence, fold or feature gives other rows.
it('keeps weights that were learnt from the examples in the repository', () => {
  const message = 'run npx tsx scripts/train-understanding.ts';
  const fresh = digestOf(trainingRows(readExamples()));
  expect(stored.learntFrom, message).toBe(fresh);
  expect(small.learntFrom, message).toBe(fresh);
  expect([stored.gate, small.gate], message).toEqual([KEPT.node.gate, KEPT.worker.gate]);
}, 240_000);

// The whole bundle must fit into 1.5 MB, which its own test holds; this is the part of it that understanding may take.
it('stays small enough for a Worker', () => {
  expect(gzipSync(JSON.stringify(small)).length).toBeLessThanOrEqual(400_000);
  expect(small.biases).toEqual(stored.biases);
});
