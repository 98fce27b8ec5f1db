import type { Callbacks } from '@langchain/core/callbacks/manager';
import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import { AIMessageChunk, type BaseMessage } from '@langchain/core/messages';
import type { RawToolCall, StepOutcome } from './step-outcome.ts';
import type { ToolDefinition } from './tool-definition.ts';
import { type Usage, usageOf } from './usage.ts';

/** One call of any LangChain chat model, in the same form as our own `CompletionStream`: pull, then take what came. */
export class LangChainStream {
  readonly #iterator: AsyncIterator<BaseMessage>;
  readonly #calls = new Map<number | string, RawToolCall>();
  #text = '';
  #newText = '';
  #finishReason: string | null = null;
  #usage: Usage | null = null;
  #meanLogProbability: number | null = null;
  readonly #logProbabilities: number[] = [];
  readonly #metadata: Record<string, unknown> = {};

  private constructor(iterator: AsyncIterator<BaseMessage>) {
    this.#iterator = iterator;
  }

  static async open(
    model: BaseChatModel,
    messages: BaseMessage[],
    tools: readonly ToolDefinition[],
    options: {
      signal: AbortSignal;
      callbacks?: Callbacks | undefined;
      metadata?: Record<string, unknown>;
    },
  ): Promise<LangChainStream> {
    const { callbacks, ...rest } = options;
    const stream = await bound(model, tools).stream(
      messages,
      callbacks === undefined ? rest : { ...rest, callbacks },
    );
    return new LangChainStream(stream[Symbol.asyncIterator]());
  }

  async next(): Promise<boolean> {
    const { done, value } = await this.#iterator.next();
    if (done === true) return false;
    this.#add(value);
    return true;
  }

  takeText(): string {
    const text = this.#newText;
    this.#newText = '';
    return text;
  }

  outcome(): StepOutcome {
    const calls = [...this.#calls.values()];
    // A model that names no reason has ended well: LangChain throws when the stream breaks.
    const finishReason = this.#finishReason ?? (calls.length > 0 ? 'tool_calls' : 'stop');
    const meanLogProbability = this.#meanLogProbability ?? meanOf(this.#logProbabilities);
    return {
      text: this.#text,
      calls,
      finishReason,
      usage: this.#usage,
      meanLogProbability,
      metadata: this.#metadata,
    };
  }

  async close(): Promise<void> {
    await this.#iterator.return?.().catch(() => undefined);
  }

  #add(message: BaseMessage): void {
    const text = typeof message.content === 'string' ? message.content : message.text;
    this.#text += text;
    this.#newText += text;
    this.#usage = usageOf(message) ?? this.#usage;
    this.#readMetadata(message.response_metadata, message.additional_kwargs);
    if (AIMessageChunk.isInstance(message) && (message.tool_call_chunks?.length ?? 0) > 0) {
      for (const chunk of message.tool_call_chunks ?? [])
        this.#addCall(chunk.index ?? chunk.id ?? 0, chunk.id, chunk.name, chunk.args ?? '');
    } else if ('tool_calls' in message && Array.isArray(message.tool_calls)) {
      for (const call of message.tool_calls)
        this.#addCall(call.id ?? this.#calls.size, call.id, call.name, JSON.stringify(call.args));
    }
  }

  #addCall(
    key: number | string,
    id: string | undefined,
    name: string | undefined,
    args: string,
  ): void {
    const call = this.#calls.get(key);
    if (call === undefined) {
      this.#calls.set(key, {
        id: id ?? `call_${this.#calls.size}`,
        name: name ?? '',
        arguments: args,
      });
    } else {
      call.arguments += args;
      if (call.name === '') call.name = name ?? '';
    }
  }

  /** Providers name the end differently; see `FINISH_REASONS`. */
  #readMetadata(metadata: Record<string, unknown>, extra: Record<string, unknown>): void {
    for (const [key, value] of Object.entries(metadata))
      if (key !== 'logprobs') this.#metadata[key] = value;
    const reason =
      metadata.finish_reason ??
      metadata.finishReason ??
      metadata.stop_reason ??
      extra.stop_reason ??
      incompleteReason(metadata);
    if (typeof reason === 'string' && reason !== '')
      this.#finishReason = FINISH_REASONS[reason.toLowerCase()] ?? reason;
    if (typeof metadata.mean_log_probability === 'number')
      this.#meanLogProbability = metadata.mean_log_probability;
    this.#logProbabilities.push(...logProbabilitiesIn(metadata.logprobs));
  }
}

/** The model with its tools, made once for each tool set. */
function bound(
  model: BaseChatModel,
  tools: readonly ToolDefinition[],
): Pick<BaseChatModel, 'stream'> {
  if (tools.length === 0 || model.bindTools === undefined) return model;
  const known = bindings.get(model);
  if (known?.tools === tools) return known.runnable;
  const runnable = model.bindTools([...tools]);
  bindings.set(model, { tools, runnable });
  return runnable;
}

const bindings = new WeakMap<
  BaseChatModel,
  { tools: readonly ToolDefinition[]; runnable: Pick<BaseChatModel, 'stream'> }
>();

const FINISH_REASONS: Record<string, string> = {
  max_tokens: 'length',
  max_output_tokens: 'length',
  model_context_window_exceeded: 'length',
  end_turn: 'stop',
  stop_sequence: 'stop',
  complete: 'stop',
  completed: 'stop',
  tool_use: 'tool_calls',
  safety: 'content_filter',
  refusal: 'content_filter',
};

/** The Responses API says `status: incomplete` with a reason beside it. */
function incompleteReason(metadata: Record<string, unknown>): unknown {
  const details = metadata.incomplete_details;
  return typeof details === 'object' && details !== null && 'reason' in details
    ? details.reason
    : undefined;
}

function logProbabilitiesIn(logprobs: unknown): number[] {
  if (
    typeof logprobs !== 'object' ||
    logprobs === null ||
    !('content' in logprobs) ||
    !Array.isArray(logprobs.content)
  )
    return [];
  return logprobs.content
    .map((token: unknown) =>
      typeof token === 'object' && token !== null && 'logprob' in token
        ? Number(token.logprob)
        : Number.NaN,
    )
    .filter(Number.isFinite);
}

function meanOf(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}
