import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { jsonSchema, stepCountIs, streamText, tool } from 'ai';
import { QUESTION, runTool, SYSTEM_PROMPT, TOOLS } from '../scene.ts';
import type { MakeContestant } from './contestant.ts';

export const make: MakeContestant = async (baseUrl) => {
  const provider = createOpenAICompatible({
    name: 'bench',
    apiKey: 'bench',
    baseURL: baseUrl,
    includeUsage: true,
  });
  const tools = Object.fromEntries(
    TOOLS.map(({ name, description, schema }) => [
      name,
      tool({
        description,
        inputSchema: jsonSchema(schema),
        execute: async (args: unknown) => runTool(name, args),
      }),
    ]),
  );
  return {
    async turn(model, onText) {
      const result = streamText({
        model: provider(model),
        system: SYSTEM_PROMPT,
        prompt: QUESTION,
        tools,
        stopWhen: stepCountIs(5),
        maxRetries: 0,
      });
      for await (const text of result.textStream) onText(text);
    },
  };
};
