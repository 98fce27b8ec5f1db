import OpenAI from 'openai';
import type {
  ChatCompletionMessageParam,
  ChatCompletionTool,
} from 'openai/resources/chat/completions';
import { QUESTION, runTool, SYSTEM_PROMPT, TOOLS } from '../scene.ts';
import type { MakeContestant } from './contestant.ts';

/** The least one can write: the official client in a loop. */
export const make: MakeContestant = async (baseUrl) => {
  const client = new OpenAI({ apiKey: 'bench', baseURL: baseUrl, maxRetries: 0 });
  const tools: ChatCompletionTool[] = TOOLS.map(({ name, description, schema }) => ({
    type: 'function',
    function: { name, description, parameters: schema },
  }));
  return {
    async turn(model, onText) {
      const messages: ChatCompletionMessageParam[] = [
        { role: 'system', content: SYSTEM_PROMPT },
        { role: 'user', content: QUESTION },
      ];
      for (;;) {
        const stream = await client.chat.completions.create({
          model,
          messages,
          tools,
          stream: true,
          stream_options: { include_usage: true },
        });
        let content = '';
        const calls: {
          id: string;
          type: 'function';
          function: { name: string; arguments: string };
        }[] = [];
        for await (const chunk of stream) {
          const delta = chunk.choices[0]?.delta;
          if (delta?.content) {
            content += delta.content;
            onText(delta.content);
          }
          for (const call of delta?.tool_calls ?? []) {
            const known = calls[call.index];
            if (known === undefined)
              calls[call.index] = {
                id: call.id ?? '',
                type: 'function',
                function: {
                  name: call.function?.name ?? '',
                  arguments: call.function?.arguments ?? '',
                },
              };
            else known.function.arguments += call.function?.arguments ?? '';
          }
        }
        if (calls.length === 0) return;
        messages.push({
          role: 'assistant',
          content: content === '' ? null : content,
          tool_calls: calls,
        });
        for (const call of calls)
          messages.push({
            role: 'tool',
            tool_call_id: call.id,
            content: runTool(call.function.name, JSON.parse(call.function.arguments)),
          });
      }
    },
  };
};
