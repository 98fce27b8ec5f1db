import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { KEPT, packIntents, readExamples, train } from '../../../../scripts/train-understanding.ts';
import stored from '../../../../src/agent/models/built-in/weights.json' with { type: 'json' };
import small from '../../../../src/agent/models/built-in/weights-small.json' with { type: 'json' };

it('keeps weights that were learnt from the examples in the repository', () => {
  const fresh = packIntents(train(readExamples()), KEPT.node);
  expect(fresh.scale).toBeCloseTo(stored.scale, 3);
  // Rounding may differ by a step between machines; another text would differ in many places.
  const message = 'run npx tsx scripts/train-understanding.ts';
  expect(shareAlike(fresh.buckets, stored.buckets), message).toBeGreaterThan(0.98);
  expect(shareAlike(fresh.weights, stored.weights, 'latin1'), message).toBeGreaterThan(0.98);
}, 240_000);

// The whole bundle must fit into 1.5 MB, which its own test holds; this is the part of it that understanding may take.
it('stays small enough for a Worker', () => {
  expect(gzipSync(JSON.stringify(small)).length).toBeLessThanOrEqual(370_000);
  expect(small.biases).toEqual(stored.biases);
});

function shareAlike(left: string, right: string, form: 'base64' | 'latin1' = 'base64'): number {
  const [leftBytes, rightBytes] = [Buffer.from(left, form), Buffer.from(right, form)];
  const alike = leftBytes.filter((byte, index) => byte === rightBytes[index]).length;
  return alike / Math.max(leftBytes.length, rightBytes.length);
}
