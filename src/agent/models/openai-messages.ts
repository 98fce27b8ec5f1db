import { AIMessage, AIMessageChunk, type BaseMessage, ToolMessage } from '@langchain/core/messages';
import type {
  ChatCompletionContentPart,
  ChatCompletionMessageParam,
} from 'openai/resources/chat/completions';

/** LangChain messages as the chat completions API takes them. */
export function toOpenAIMessages(messages: readonly BaseMessage[]): ChatCompletionMessageParam[] {
  return messages.map(toOpenAIMessage);
}

function toOpenAIMessage(message: BaseMessage): ChatCompletionMessageParam {
  switch (message.type) {
    case 'system':
    case 'developer':
      return { role: 'system', content: textOf(message) };
    case 'human':
      return { role: 'user', content: userContent(message) };
    case 'ai':
      return assistantMessage(message);
    case 'tool':
      return {
        role: 'tool',
        tool_call_id: ToolMessage.isInstance(message) ? message.tool_call_id : '',
        content: textOf(message),
      };
    default:
      throw new TypeError(
        `a message of type "${message.type}" cannot be sent to the chat completions API`,
      );
  }
}

function assistantMessage(message: BaseMessage): ChatCompletionMessageParam {
  const text = textOf(message);
  const calls =
    AIMessage.isInstance(message) || AIMessageChunk.isInstance(message)
      ? (message.tool_calls ?? [])
      : [];
  if (calls.length === 0) return { role: 'assistant', content: text };
  return {
    role: 'assistant',
    content: text === '' ? null : text,
    tool_calls: calls.map((call) => ({
      id: call.id ?? '',
      type: 'function',
      function: { name: call.name, arguments: JSON.stringify(call.args) },
    })),
  };
}

function userContent(message: BaseMessage): string | ChatCompletionContentPart[] {
  if (typeof message.content === 'string') return message.content;
  return message.content.map((block) => {
    if (block.type === 'text' && typeof block.text === 'string')
      return { type: 'text', text: block.text };
    if (block.type === 'image_url')
      return { type: 'image_url', image_url: imageUrl(block.image_url) };
    throw new TypeError(
      `content of type "${String(block.type)}" cannot be sent to the chat completions API`,
    );
  });
}

function imageUrl(value: unknown): { url: string } {
  if (typeof value === 'string') return { url: value };
  if (typeof value === 'object' && value !== null && 'url' in value)
    return { url: String(value.url) };
  throw new TypeError('an image_url without a url');
}

function textOf(message: BaseMessage): string {
  return typeof message.content === 'string' ? message.content : message.text;
}
