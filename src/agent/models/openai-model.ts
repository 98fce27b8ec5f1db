import type { CallbackManagerForLLMRun } from '@langchain/core/callbacks/manager';
import type { BaseLanguageModelInput } from '@langchain/core/language_models/base';
import {
  BaseChatModel,
  type BaseChatModelCallOptions,
  type BindToolsInput,
  type ToolChoice,
} from '@langchain/core/language_models/chat_models';
import { AIMessageChunk, type BaseMessage } from '@langchain/core/messages';
import { ChatGenerationChunk, type ChatResult } from '@langchain/core/outputs';
import type { Runnable } from '@langchain/core/runnables';
import OpenAI from 'openai';
import type {
  ChatCompletionCreateParamsStreaming,
  ChatCompletionToolChoiceOption,
} from 'openai/resources/chat/completions';
import { CompletionStream } from './completion-stream.ts';
import { toOpenAIMessages } from './openai-messages.ts';
import { ServerHabits } from './server-habits.ts';
import { openAITools } from './tool-definition.ts';
import { attachUsage } from './usage.ts';

export interface OpenAIModelOptions {
  /** the provider's name of the model, e.g. `gpt-5-mini` */
  model: string;
  apiKey: string;
  /** of any compatible server, e.g. `http://localhost:11434/v1`; OpenAI itself when absent */
  baseUrl?: string | undefined;
  fetch?: typeof fetch | undefined;
  temperature?: number | undefined;
  maxOutputTokens?: number | undefined;
}

export interface OpenAICallOptions extends BaseChatModelCallOptions {
  tools?: BindToolsInput[];
  temperature?: number;
  maxOutputTokens?: number;
}

/**
 * A lean chat model for OpenAI and compatible servers: the `openai` client makes the request, we read the stream.
 * It never retries (the chain does) and always streams. Log-probabilities come as `mean_log_probability` in
 * `response_metadata`.
 */
export class OpenAIChatModel extends BaseChatModel<OpenAICallOptions> {
  readonly model: string;
  readonly #client: OpenAI;
  readonly #habits: ServerHabits;
  readonly #defaults: Pick<OpenAIModelOptions, 'temperature' | 'maxOutputTokens'>;

  constructor(options: OpenAIModelOptions) {
    super({ maxRetries: 0 });
    this.model = options.model;
    this.#client = new OpenAI({
      apiKey: options.apiKey,
      maxRetries: 0,
      ...(options.baseUrl === undefined ? {} : { baseURL: options.baseUrl }),
      ...(options.fetch === undefined ? {} : { fetch: options.fetch }),
    });
    this.#habits = new ServerHabits(options.baseUrl === undefined);
    this.#defaults = { temperature: options.temperature, maxOutputTokens: options.maxOutputTokens };
  }

  override _llmType(): string {
    return 'openai-compatible';
  }

  override getLsParams(
    options: this['ParsedCallOptions'],
  ): ReturnType<BaseChatModel['getLsParams']> {
    return { ...super.getLsParams(options), ls_provider: 'openai', ls_model_name: this.model };
  }

  override invocationParams(options?: this['ParsedCallOptions']): Record<string, unknown> {
    return {
      model: this.model,
      temperature: options?.temperature ?? this.#defaults.temperature,
      tools: openAITools(options?.tools ?? NO_TOOLS),
    };
  }

  override bindTools(
    tools: BindToolsInput[],
    options: Partial<OpenAICallOptions> = {},
  ): Runnable<BaseLanguageModelInput, AIMessageChunk, OpenAICallOptions> {
    return this.withConfig({ ...options, tools });
  }

  /** Sends the request and returns its stream once the headers are there. Throws the client's `APIError`. */
  async open(
    messages: readonly BaseMessage[],
    options: OpenAICallOptions,
  ): Promise<CompletionStream> {
    const request = this.#request(messages, options);
    for (;;) {
      try {
        const response = await this.#client.chat.completions
          .create(this.#habits.shape(request), { signal: options.signal ?? null })
          .asResponse();
        return new CompletionStream(response);
      } catch (error) {
        // A server that refuses an option is asked again without it, and remembered.
        if (!this.#habits.learn(error)) throw error;
      }
    }
  }

  override async *_streamResponseChunks(
    messages: BaseMessage[],
    options: this['ParsedCallOptions'],
    run?: CallbackManagerForLLMRun,
  ): AsyncGenerator<ChatGenerationChunk> {
    const stream = await this.open(messages, options);
    try {
      while (await stream.next()) {
        const text = stream.takeText();
        const deltas = stream.takeCallDeltas();
        if (text === '' && deltas.length === 0) continue;
        const toolCallChunks = deltas.map((delta) => ({
          ...delta,
          type: 'tool_call_chunk' as const,
        }));
        yield new ChatGenerationChunk({
          text,
          message: new AIMessageChunk({ content: text, tool_call_chunks: toolCallChunks }),
        });
        await run?.handleLLMNewToken(text);
      }
      yield this.#ending(stream);
    } finally {
      await stream.close();
    }
  }

  override async _generate(
    messages: BaseMessage[],
    options: this['ParsedCallOptions'],
    run?: CallbackManagerForLLMRun,
  ): Promise<ChatResult> {
    let whole: ChatGenerationChunk | undefined;
    for await (const chunk of this._streamResponseChunks(messages, options, run))
      whole = whole === undefined ? chunk : whole.concat(chunk);
    return { generations: whole === undefined ? [] : [whole] };
  }

  #request(
    messages: readonly BaseMessage[],
    options: OpenAICallOptions,
  ): ChatCompletionCreateParamsStreaming {
    const tools = openAITools(options.tools ?? NO_TOOLS);
    const temperature = options.temperature ?? this.#defaults.temperature;
    const maxOutputTokens = options.maxOutputTokens ?? this.#defaults.maxOutputTokens;
    return {
      model: this.model,
      stream: true,
      stream_options: { include_usage: true },
      logprobs: true,
      ...(tools.length === 0 ? {} : { tools }),
      ...(options.tool_choice === undefined || tools.length === 0
        ? {}
        : { tool_choice: toolChoice(options.tool_choice) }),
      ...(options.stop === undefined ? {} : { stop: options.stop }),
      ...(temperature === undefined ? {} : { temperature }),
      ...(maxOutputTokens === undefined ? {} : { max_completion_tokens: maxOutputTokens }),
      messages: toOpenAIMessages(messages),
    };
  }

  #ending(stream: CompletionStream): ChatGenerationChunk {
    const { usage, finishReason, meanLogProbability } = stream.outcome();
    const metadata = {
      finish_reason: finishReason,
      model_name: stream.modelName ?? this.model,
      mean_log_probability: meanLogProbability,
    };
    const message = new AIMessageChunk({ content: '', response_metadata: metadata });
    if (usage !== null) attachUsage(message, usage);
    return new ChatGenerationChunk({ text: '', message });
  }
}

// One array, so that the conversion of "no tools" is cached too.
const NO_TOOLS: BindToolsInput[] = [];

function toolChoice(choice: ToolChoice): ChatCompletionToolChoiceOption {
  if (choice === 'auto' || choice === 'none' || choice === 'required') return choice;
  if (choice === 'any') return 'required';
  if (typeof choice === 'string') return { type: 'function', function: { name: choice } };
  const named: unknown = choice.function;
  if (typeof named === 'object' && named !== null && 'name' in named)
    return { type: 'function', function: { name: String(named.name) } };
  throw new TypeError('tool_choice names no function');
}
