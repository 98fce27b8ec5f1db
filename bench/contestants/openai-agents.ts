import { Agent, OpenAIChatCompletionsModel, run, setTracingDisabled, tool } from '@openai/agents';
import OpenAI from 'openai';
import { QUESTION, runTool, SYSTEM_PROMPT, TOOLS } from '../scene.ts';
import type { MakeContestant } from './contestant.ts';

export const make: MakeContestant = async (baseUrl) => {
  setTracingDisabled(true);
  const client = new OpenAI({ apiKey: 'bench', baseURL: baseUrl, maxRetries: 0 });
  const tools = TOOLS.map(({ name, description, schema }) =>
    // The schema is the same data every contestant sends; the agents' type wants it spelled out.
    tool({
      name,
      description,
      parameters: schema as never,
      strict: false,
      execute: async (args: unknown) => runTool(name, args),
    }),
  );
  const agents = new Map<string, Agent>();
  return {
    async turn(model, onText) {
      let agent = agents.get(model);
      if (agent === undefined) {
        agent = new Agent({
          name: 'bench',
          instructions: SYSTEM_PROMPT,
          tools,
          model: new OpenAIChatCompletionsModel(client, model),
        });
        agents.set(model, agent);
      }
      const result = await run(agent, QUESTION, { stream: true });
      for await (const text of result.toTextStream()) onText(text);
      await result.completed;
    },
  };
};
