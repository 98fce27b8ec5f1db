import { expect, it } from 'vitest';
import { readExamples, train } from '../../../../scripts/train-understanding.ts';
import stored from '../../../../src/agent/models/built-in/weights.json' with { type: 'json' };

it('keeps weights that were learnt from the examples in the repository', () => {
  const fresh = train(readExamples());
  expect(fresh.scale).toBeCloseTo(stored.scale, 3);
  const [left, right] = [bytesOf(fresh.weights), bytesOf(stored.weights)];
  expect(left.length).toBe(right.length);
  // Rounding may differ by a step between machines; another text would differ in many places by much.
  const largest = left.reduce(
    (most, byte, index) => Math.max(most, Math.abs(byte - (right[index] ?? 0))),
    0,
  );
  expect(largest, 'run npx tsx scripts/train-understanding.ts').toBeLessThanOrEqual(2);
}, 120_000);

it('stays small enough for a Worker', () => {
  expect(stored.weights.length).toBeLessThanOrEqual(600_000);
});

function bytesOf(text: string): Int8Array {
  return new Int8Array(Buffer.from(text, 'base64'));
}
