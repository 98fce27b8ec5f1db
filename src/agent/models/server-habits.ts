import { APIError } from 'openai';
import type { ChatCompletionCreateParamsStreaming } from 'openai/resources/chat/completions';

/**
 * Which optional parts of a request this server and model refuse. Learned from its refusals, kept for the life of
 * the process: reasoning models refuse `logprobs` and `temperature`, older compatible servers `stream_options`
 * and `max_completion_tokens`.
 */
export class ServerHabits {
  readonly #refused = new Set<OptionalParameter>();

  /** `isOpenAI` false: an unknown compatible server, which is likelier to know the older `max_tokens`. */
  constructor(isOpenAI: boolean) {
    if (!isOpenAI) this.#refused.add('max_completion_tokens');
  }

  /** The request without what the server refuses. */
  shape(request: ChatCompletionCreateParamsStreaming): ChatCompletionCreateParamsStreaming {
    if (this.#refused.size === 0) return request;
    const shaped = { ...request };
    const limit = shaped.max_completion_tokens;
    for (const parameter of this.#refused) delete shaped[parameter];
    const olderLimit =
      limit !== undefined &&
      this.#refused.has('max_completion_tokens') &&
      !this.#refused.has('max_tokens');
    return olderLimit ? { ...shaped, max_tokens: limit } : shaped;
  }

  /** True when the error refuses an optional parameter that was not known to be refused: then try again. */
  learn(error: unknown): boolean {
    if (!(error instanceof APIError) || !REFUSING_STATUSES.has(error.status)) return false;
    const words = `${error.param ?? ''} ${error.message}`;
    const refused = OPTIONAL_PARAMETERS.find(
      (parameter) => words.includes(parameter) && !this.#refused.has(parameter),
    );
    if (refused === undefined) return false;
    this.#refused.add(refused);
    // OpenAI names both limits in one sentence: the refused one first, the one to use second.
    if (refused === 'max_tokens') this.#refused.delete('max_completion_tokens');
    return true;
  }
}

const OPTIONAL_PARAMETERS = [
  'logprobs',
  'stream_options',
  'temperature',
  'max_completion_tokens',
  'max_tokens',
] as const;
type OptionalParameter = (typeof OPTIONAL_PARAMETERS)[number];

// OpenAI answers 403 where a model may not give log-probabilities; FastAPI servers answer 422 to unknown fields.
const REFUSING_STATUSES = new Set<unknown>([400, 403, 422]);
