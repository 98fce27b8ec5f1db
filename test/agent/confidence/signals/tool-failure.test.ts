import { expect, it } from 'vitest';
import { toolFailureSignal } from '../../../../src/agent/confidence/signals/tool-failure.ts';
import { observed } from '../observed.ts';

it('counts look-ups that failed and those that took very long', () => {
  const signal = (changes: Parameters<typeof observed>[0]) => toolFailureSignal(observed(changes));
  expect(signal({}).strength).toBe(0);
  expect(signal({ toolCalls: 2, toolFailures: 1 })).toMatchObject({
    strength: 0.5,
    reason: 'tool_failed',
  });
  expect(signal({ slowestToolMs: 4_000 }).strength).toBe(0);
  expect(signal({ slowestToolMs: 10_000 })).toMatchObject({ strength: 0.5, reason: 'tool_slow' });
  expect(signal({ toolFailures: 1, slowestToolMs: 10_000 }).reason).toBe('tool_failed');
});
