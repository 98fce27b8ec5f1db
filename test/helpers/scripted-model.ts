import type { CallbackManagerForLLMRun } from '@langchain/core/callbacks/manager';
import type { BaseLanguageModelInput } from '@langchain/core/language_models/base';
import {
  BaseChatModel,
  type BaseChatModelCallOptions,
  type BindToolsInput,
} from '@langchain/core/language_models/chat_models';
import { AIMessageChunk, type BaseMessage } from '@langchain/core/messages';
import { ChatGenerationChunk, type ChatResult } from '@langchain/core/outputs';
import type { Runnable } from '@langchain/core/runnables';
import { attachUsage, type Usage } from '../../src/agent/models/usage.ts';

export interface ScriptedToolCall {
  name: string;
  args?: Record<string, unknown>;
  /** arguments as the provider sent them, when they are not JSON */
  rawArgs?: string;
  id?: string;
}

export interface ScriptedStep {
  /** streamed word by word, unless `chunks` says otherwise */
  text?: string;
  chunks?: readonly string[];
  toolCalls?: readonly ScriptedToolCall[];
  finishReason?: string;
  usage?: Usage;
  meanLogProbability?: number;
  /** thrown after the text was streamed */
  error?: Error;
}

export interface RecordedCall {
  messages: BaseMessage[];
  /** names of the tools bound for the call */
  tools: string[];
}

/** A text, a step, an error to throw, or a function of the call that gives one of them. */
export type ScriptedReply =
  | string
  | ScriptedStep
  | Error
  | ((call: RecordedCall) => string | ScriptedStep | Error);

interface CallOptions extends BaseChatModelCallOptions {
  tools?: BindToolsInput[];
}

/**
 * A chat model that plays a list of replies, one a call, and records every call. A call beyond the end throws;
 * since a fallback would hide that, tests end with `model.assertFinished()`.
 *
 * @example
 * const model = new ScriptedModel([{ toolCalls: [{ name: 'get_order', args: { orderNumber: 'DM-1' } }] }, 'It is on its way.']);
 */
export class ScriptedModel extends BaseChatModel<CallOptions> {
  readonly calls: RecordedCall[] = [];
  readonly #script: readonly ScriptedReply[];

  constructor(script: readonly ScriptedReply[]) {
    super({ maxRetries: 0 });
    this.#script = script;
  }

  override _llmType(): string {
    return 'scripted';
  }

  override bindTools(
    tools: BindToolsInput[],
    options: Partial<CallOptions> = {},
  ): Runnable<BaseLanguageModelInput, AIMessageChunk, CallOptions> {
    return this.withConfig({ ...options, tools });
  }

  /** Throws unless the script was played to its end and no further. */
  assertFinished(): void {
    if (this.calls.length !== this.#script.length) {
      throw new Error(
        `the script has ${this.#script.length} replies, the model was called ${this.calls.length} times`,
      );
    }
  }

  override async _generate(
    messages: BaseMessage[],
    options: this['ParsedCallOptions'],
    run?: CallbackManagerForLLMRun,
  ): Promise<ChatResult> {
    let whole: ChatGenerationChunk | undefined;
    for await (const chunk of this._streamResponseChunks(messages, options, run)) {
      whole = whole === undefined ? chunk : whole.concat(chunk);
    }
    if (whole === undefined) throw new Error('the scripted step is empty');
    return { generations: [whole] };
  }

  override async *_streamResponseChunks(
    messages: BaseMessage[],
    options: this['ParsedCallOptions'],
    run?: CallbackManagerForLLMRun,
  ): AsyncGenerator<ChatGenerationChunk> {
    const step = this.#nextStep({
      messages: [...messages],
      tools: (options.tools ?? []).map(toolName),
    });
    for (const text of step.chunks ?? splitWords(step.text ?? '')) {
      options.signal?.throwIfAborted();
      yield new ChatGenerationChunk({ text, message: new AIMessageChunk({ content: text }) });
      await run?.handleLLMNewToken(text);
    }
    if (step.error !== undefined) throw step.error;
    yield this.#ending(step);
  }

  #nextStep(call: RecordedCall): ScriptedStep {
    const reply = this.#script[this.calls.length];
    this.calls.push(call);
    if (reply === undefined)
      throw new Error(`the script ended after ${this.#script.length} replies`);
    const played = typeof reply === 'function' ? reply(call) : reply;
    if (played instanceof Error) throw played;
    return typeof played === 'string' ? { text: played } : played;
  }

  #ending(step: ScriptedStep): ChatGenerationChunk {
    const calls = step.toolCalls ?? [];
    const message = new AIMessageChunk({
      content: '',
      tool_call_chunks: calls.map((call, index) => ({
        type: 'tool_call_chunk',
        index,
        id: call.id ?? `scripted_${this.calls.length}_${index}`,
        name: call.name,
        args: call.rawArgs ?? JSON.stringify(call.args ?? {}),
      })),
      response_metadata: {
        finish_reason: step.finishReason ?? (calls.length > 0 ? 'tool_calls' : 'stop'),
      },
    });
    if (step.meanLogProbability !== undefined)
      message.response_metadata.mean_log_probability = step.meanLogProbability;
    if (step.usage !== undefined) attachUsage(message, step.usage);
    return new ChatGenerationChunk({ text: '', message });
  }
}

function splitWords(text: string): string[] {
  return text.match(/\s*\S+\s*$|\s*\S+/gu) ?? [];
}

function toolName(tool: BindToolsInput): string {
  if (
    'function' in tool &&
    typeof tool.function === 'object' &&
    tool.function !== null &&
    'name' in tool.function
  )
    return String(tool.function.name);
  return 'name' in tool ? String(tool.name) : 'unnamed';
}
