import { expect, test } from 'vitest';
import { costMicroUsd } from '../../../src/agent/models/pricing.ts';

test.each([
  ['built-in', { inputTokens: 900, outputTokens: 50 }, 0],
  ['openai:gpt-4.1-mini', { inputTokens: 1_000, outputTokens: 100 }, 560],
  ['openai:gpt-4.1-mini', { inputTokens: 1_000, outputTokens: 100, cachedTokens: 600 }, 380],
  ['openai:gpt-4.1-mini-2025-04-14', { inputTokens: 1_000, outputTokens: 100 }, 560],
  ['langchain:anthropic:claude-haiku-4-5', { inputTokens: 10, outputTokens: 1 }, 15],
  ['openai:gpt-5-nano', { inputTokens: 1, outputTokens: 0 }, 1],
  ['openai:somebody-elses-model', { inputTokens: 1_000, outputTokens: 100 }, null],
])('%s costs what its tokens cost', (model, usage, cost) => {
  expect(costMicroUsd(model, usage)).toBe(cost);
});
