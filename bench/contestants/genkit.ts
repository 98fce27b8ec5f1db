import { openAICompatible } from '@genkit-ai/compat-oai';
import { genkit } from 'genkit';
import { QUESTION, runTool, SYSTEM_PROMPT, TOOLS } from '../scene.ts';
import type { MakeContestant } from './contestant.ts';

export const make: MakeContestant = async (baseUrl) => {
  const ai = genkit({
    plugins: [openAICompatible({ name: 'bench', apiKey: 'bench', baseURL: baseUrl })],
  });
  const tools = TOOLS.map(({ name, description, schema }) =>
    ai.defineTool({ name, description, inputJsonSchema: schema }, async (args: unknown) =>
      runTool(name, args),
    ),
  );
  return {
    async turn(model, onText) {
      const { stream, response } = ai.generateStream({
        model: `bench/${model}`,
        system: SYSTEM_PROMPT,
        prompt: QUESTION,
        tools,
      });
      for await (const chunk of stream) if (chunk.text !== '') onText(chunk.text);
      await response;
    },
  };
};
