import { ChatOpenAI } from '@langchain/openai';
import { AIMessageChunk, createAgent, tool } from 'langchain';
import { QUESTION, runTool, SYSTEM_PROMPT, TOOLS } from '../scene.ts';
import type { MakeContestant } from './contestant.ts';

export const make: MakeContestant = async (baseUrl) => {
  const tools = TOOLS.map(({ name, description, schema }) =>
    tool(async (args: unknown) => runTool(name, args), { name, description, schema }),
  );
  const agents = new Map<string, ReturnType<typeof createAgent>>();
  return {
    async turn(model, onText) {
      let agent = agents.get(model);
      if (agent === undefined) {
        const chat = new ChatOpenAI({
          model,
          apiKey: 'bench',
          maxRetries: 0,
          useResponsesApi: false,
          configuration: { baseURL: baseUrl },
        });
        agent = createAgent({ model: chat, tools, systemPrompt: SYSTEM_PROMPT });
        agents.set(model, agent);
      }
      const stream = await agent.stream(
        { messages: [{ role: 'user', content: QUESTION }] },
        { streamMode: 'messages' },
      );
      for await (const [message] of stream)
        if (AIMessageChunk.isInstance(message) && message.text !== '') onText(message.text);
    },
  };
};
