import type { CallbackManagerForLLMRun } from '@langchain/core/callbacks/manager';
import { BaseChatModel, type BindToolsInput } from '@langchain/core/language_models/chat_models';
import { AIMessage, AIMessageChunk, type BaseMessage } from '@langchain/core/messages';
import type { ToolCall } from '@langchain/core/messages/tool';
import { ChatGenerationChunk, type ChatResult } from '@langchain/core/outputs';
import { convertToOpenAITool } from '@langchain/core/utils/function_calling';
import { answerDialogue, type BuiltInAnswer } from './answer.ts';
import type { Replies } from './say.ts';

/**
 * The deterministic model: reads the shopper's words by n-grams and rules, calls the same tools a language model would,
 * and answers with `prompts/replies/`. Needs no key and no network; the same messages always give the same answer.
 *
 * @example new BuiltInChatModel({ replies: () => prompts.current().replies })
 */
export class BuiltInChatModel extends BaseChatModel {
  readonly #replies: () => Replies;
  /** null: every tool may be called */
  readonly #tools: ReadonlySet<string> | null;

  constructor(options: { replies: () => Replies; tools?: ReadonlySet<string> | null }) {
    super({});
    this.#replies = options.replies;
    this.#tools = options.tools ?? null;
  }

  _llmType(): string {
    return 'built-in';
  }

  override bindTools(tools: BindToolsInput[]): BuiltInChatModel {
    const names = new Set(tools.map((tool) => convertToOpenAITool(tool).function.name));
    return new BuiltInChatModel({ replies: this.#replies, tools: names });
  }

  async _generate(messages: BaseMessage[]): Promise<ChatResult> {
    const answer = await this.#answer(messages);
    const message = new AIMessage({
      content: answer.text,
      tool_calls: toolCalls(answer),
      response_metadata: metadataOf(answer),
    });
    return { generations: [{ text: answer.text, message }] };
  }

  override async *_streamResponseChunks(
    messages: BaseMessage[],
    _options: this['ParsedCallOptions'],
    runManager?: CallbackManagerForLLMRun,
  ): AsyncGenerator<ChatGenerationChunk> {
    const answer = await this.#answer(messages);
    for (const piece of piecesOf(answer.text)) {
      yield new ChatGenerationChunk({ text: piece, message: new AIMessageChunk(piece) });
      await runManager?.handleLLMNewToken(piece);
    }
    yield new ChatGenerationChunk({
      text: '',
      message: new AIMessageChunk({
        content: '',
        tool_call_chunks: toolCalls(answer).map(({ id, name, args }, index) => ({
          type: 'tool_call_chunk' as const,
          id,
          name,
          index,
          args: JSON.stringify(args),
        })),
        response_metadata: metadataOf(answer),
      }),
    });
  }

  #answer(messages: BaseMessage[]): Promise<BuiltInAnswer> {
    return answerDialogue(messages, { replies: this.#replies(), tools: this.#tools });
  }
}

function toolCalls({ calls }: BuiltInAnswer): (ToolCall & { id: string })[] {
  return calls.map(({ name, args }) => ({
    type: 'tool_call',
    id: `call_${crypto.randomUUID()}`,
    name,
    args,
  }));
}

/** `understanding` is the certainty of the intent, 0 to 1; `outcome` what the reply amounts to. Both feed the confidence score. */
function metadataOf({ calls, understanding, outcome }: BuiltInAnswer): Record<string, unknown> {
  return {
    model_name: 'built-in',
    finish_reason: calls.length > 0 ? 'tool_calls' : 'stop',
    understanding,
    outcome,
  };
}

/** Words with the blank before them, as a stream shows them; a few characters at a time where no blanks are written. */
function piecesOf(text: string): string[] {
  return text.match(/\s*[^\s]{1,12}/gu) ?? (text === '' ? [] : [text]);
}
