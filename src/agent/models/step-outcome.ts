import { AIMessage } from '@langchain/core/messages';
import { attachUsage, type Usage } from './usage.ts';

/** A tool call as it came from the provider, its arguments still text. */
export interface RawToolCall {
  id: string;
  name: string;
  arguments: string;
}

/** A tool call for the turn. `error` tells the model what was wrong with its arguments; then `args` is empty. */
export interface ModelToolCall {
  id: string;
  name: string;
  args: unknown;
  error?: string;
}

/** What one model call came to, whichever kind of model answered. */
export interface StepOutcome {
  text: string;
  calls: RawToolCall[];
  /** `stop`, `tool_calls`, `length`, `content_filter`, another word of the provider, or null when the stream broke off */
  finishReason: string | null;
  usage: Usage | null;
  meanLogProbability: number | null;
  /** what else the model told of its answer; the built-in one says how sure its `understanding` is */
  metadata: Record<string, unknown>;
}

/** Reads arguments that should be a JSON object. Tolerates none at all and an object encoded twice, as some servers send them. */
export function parseToolCall(call: RawToolCall): ModelToolCall {
  const { id, name } = call;
  try {
    let args: unknown = call.arguments.trim() === '' ? {} : JSON.parse(call.arguments);
    if (typeof args === 'string') args = JSON.parse(args);
    if (typeof args === 'object' && args !== null && !Array.isArray(args))
      return { id, name, args };
    return { id, name, args: {}, error: 'the arguments must be one JSON object' };
  } catch (error) {
    return {
      id,
      name,
      args: {},
      error: `the arguments are not valid JSON: ${error instanceof Error ? error.message : 'unreadable'}`,
    };
  }
}

/** The assistant message to put into the history. Malformed arguments go back as `{}`, since providers refuse broken JSON in a request. */
export function toAIMessage(outcome: StepOutcome, calls: readonly ModelToolCall[]): AIMessage {
  const message = new AIMessage({
    content: outcome.text,
    tool_calls: calls.map(({ id, name, args }) => ({
      type: 'tool_call',
      id,
      name,
      args: { ...Object(args) },
    })),
    response_metadata: {
      ...outcome.metadata,
      finish_reason: outcome.finishReason,
      mean_log_probability: outcome.meanLogProbability,
    },
  });
  if (outcome.usage !== null) attachUsage(message, outcome.usage);
  return message;
}
