import type { BaseMessage, UsageMetadata } from '@langchain/core/messages';
import { z } from 'zod';

/** Tokens of one model call. `cachedTokens` is the part of `inputTokens` that the provider read from its prompt cache. */
export interface Usage {
  inputTokens: number;
  outputTokens: number;
  cachedTokens?: number;
}

/** Puts the usage on a message in LangChain's form, so that callbacks and stock code see it. */
export function attachUsage(message: BaseMessage, usage: Usage): void {
  const metadata: UsageMetadata = {
    input_tokens: usage.inputTokens,
    output_tokens: usage.outputTokens,
    total_tokens: usage.inputTokens + usage.outputTokens,
  };
  if (usage.cachedTokens !== undefined)
    metadata.input_token_details = { cache_read: usage.cachedTokens };
  // LangChain's own type of this property collapses to `undefined` under exactOptionalPropertyTypes.
  Object.assign(message, { usage_metadata: metadata });
}

/** The usage on a message or chunk of any LangChain model; null when it reports none. */
export function usageOf(message: BaseMessage): Usage | null {
  const parsed = usageMetadata.safeParse(
    'usage_metadata' in message ? message.usage_metadata : undefined,
  );
  if (!parsed.success) return null;
  const {
    input_tokens: inputTokens,
    output_tokens: outputTokens,
    input_token_details: details,
  } = parsed.data;
  return details?.cache_read === undefined
    ? { inputTokens, outputTokens }
    : { inputTokens, outputTokens, cachedTokens: details.cache_read };
}

const usageMetadata = z.object({
  input_tokens: z.number(),
  output_tokens: z.number(),
  input_token_details: z.object({ cache_read: z.number().optional() }).optional(),
});
