import {
  type BaseMessage,
  HumanMessage,
  SystemMessage,
  ToolMessage,
} from '@langchain/core/messages';
import { createModelChain } from '../../src/agent/models/model-chain.ts';
import { createNodeFetch } from '../../src/agent/models/node-fetch.ts';
import { OpenAIChatModel } from '../../src/agent/models/openai-model.ts';
import { silentLogger } from '../../src/lib/logger.ts';
import { systemTimers } from '../../src/lib/timers.ts';
import { QUESTION, runTool, SYSTEM_PROMPT, TOOLS } from '../scene.ts';
import type { MakeContestant } from './contestant.ts';

/** Our model and fallback chain in the barest loop: what the rest of the turn adds shows against it. */
export const make: MakeContestant = async (baseUrl) => {
  const fetch = createNodeFetch();
  const chains = new Map<string, ReturnType<typeof createModelChain>>();
  return {
    async turn(model, onText) {
      let chain = chains.get(model);
      if (chain === undefined) {
        const chat = new OpenAIChatModel({ model, apiKey: 'bench', baseUrl, fetch });
        chain = createModelChain({
          models: [{ name: `openai:${model}`, model: chat }],
          now: Date.now,
          timers: systemTimers,
          logger: silentLogger,
        });
        chains.set(model, chain);
      }
      const messages: BaseMessage[] = [
        new SystemMessage(SYSTEM_PROMPT),
        new HumanMessage(QUESTION),
      ];
      const { signal } = new AbortController();
      for (;;) {
        let called = false;
        const parts = chain.stream({
          messages,
          tools: TOOLS,
          signal,
          locale: 'en',
          timeZone: 'UTC',
        });
        let results: ToolMessage[] = [];
        for await (const part of parts) {
          if (part.type === 'text') onText(part.text);
          else if (part.type === 'tool-calls') {
            called = true;
            results = part.calls.map(
              (call) =>
                new ToolMessage({
                  tool_call_id: call.id,
                  name: call.name,
                  content: runTool(call.name, call.args),
                }),
            );
          } else if (part.type === 'end') messages.push(part.message, ...results);
        }
        if (!called) return;
      }
    },
  };
};
