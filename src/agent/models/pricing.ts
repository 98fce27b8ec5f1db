import { z } from 'zod';
import prices from '../../../data/model-prices.json' with { type: 'json' };
import type { Usage } from './usage.ts';

/**
 * What a model call cost, in millionths of a US dollar, rounded up; null when the price is unknown.
 * `model` is the name in `MODEL`, e.g. `openai:gpt-4.1-mini` or `langchain:anthropic:claude-haiku-4-5`.
 */
export function costMicroUsd(model: string, usage: Usage): number | null {
  if (model === 'built-in') return 0;
  const price = priceOf(model.slice(model.lastIndexOf(':') + 1));
  if (price === undefined) return null;
  const cached = Math.min(usage.cachedTokens ?? 0, usage.inputTokens);
  return Math.ceil(
    (usage.inputTokens - cached) * price.input +
      cached * price.cached +
      usage.outputTokens * price.output,
  );
}

const { models } = z
  .object({
    models: z.record(
      z.string(),
      z.object({ input: z.number(), cached: z.number(), output: z.number() }),
    ),
  })
  .parse(prices);

/** Also under a dated name: `gpt-4.1-mini-2025-04-14` costs what `gpt-4.1-mini` does. */
function priceOf(name: string): (typeof models)[string] | undefined {
  return models[name] ?? models[name.replace(/-(\d{4}-\d{2}-\d{2}|\d{8})$/, '')];
}
