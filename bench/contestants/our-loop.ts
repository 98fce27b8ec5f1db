import { BuiltInChatModel } from '../../src/agent/models/built-in/built-in-model.ts';
import { createModelChain } from '../../src/agent/models/model-chain.ts';
import { createNodeFetch } from '../../src/agent/models/node-fetch.ts';
import { OpenAIChatModel } from '../../src/agent/models/openai-model.ts';
import { PreparedTurn } from '../../src/agent/prepare-turn.ts';
import { runTurn } from '../../src/agent/turn.ts';
import type { TurnDependencies } from '../../src/agent/turn-dependencies.ts';
import type { Conversation } from '../../src/conversations/conversation.ts';
import { createIdMaker, systemRandomBytes } from '../../src/lib/ids.ts';
import { silentLogger } from '../../src/lib/logger.ts';
import { systemTimers } from '../../src/lib/timers.ts';
import { loadBenchPrompts } from '../bench-prompts.ts';
import { QUESTION, SYSTEM_PROMPT, TOOL_RESULT, TOOLS } from '../scene.ts';
import type { MakeContestant } from './contestant.ts';

/**
 * Our turn with everything on: fallback chain, gate, confidence. Storage and the shop's look-ups are left out, as the
 * peers have none; the tool gives the peers' result and the log forgets.
 */
export const make: MakeContestant = async (baseUrl) => {
  const fetch = createNodeFetch();
  const prompts = { ...(await loadBenchPrompts()), system: SYSTEM_PROMPT };
  const builtIn = {
    name: 'built-in',
    model: new BuiltInChatModel({ replies: () => prompts.replies }),
  };
  const makeId = createIdMaker(Date.now, systemRandomBytes);
  const turnOf = new Map<string, TurnDependencies>();
  let onDelta: (text: string) => void = () => {};

  const dependenciesFor = (model: string): TurnDependencies => {
    const chat = new OpenAIChatModel({ model, apiKey: 'bench', baseUrl, fetch });
    const chain = (models: Parameters<typeof createModelChain>[0]['models']) =>
      createModelChain({ models, now: Date.now, timers: systemTimers, logger: silentLogger });
    const used = {
      log: {
        append: async () => [],
        publishDelta: (_conversation: string, _message: string, text: string) => onDelta(text),
      },
      toolbox: { definitions: () => TOOLS, run: async () => ({ result: TOOL_RESULT }) },
      proposals: { current: async () => undefined },
      verifications: { pending: async () => false },
      models: chain([{ name: `openai:${model}`, model: chat }, builtIn]),
      fallback: chain([builtIn]),
      prompts: () => prompts,
      enabledLocales: ['en', 'de'],
      defaultLocale: 'en',
      limits: {
        steps: 8,
        turnMs: 60_000,
        tokens: 60_000,
        costMicroUsd: 500_000,
        historyTokens: 6_000,
      },
      now: Date.now,
      timers: systemTimers,
      makeId,
      logger: silentLogger,
    };
    // Only what a turn without storage reaches: the stores are not part of this measurement.
    return used as unknown as TurnDependencies;
  };

  return {
    async turn(model, onText) {
      let dependencies = turnOf.get(model);
      if (dependencies === undefined) {
        dependencies = dependenciesFor(model);
        turnOf.set(model, dependencies);
      }
      onDelta = onText;
      const turn = new PreparedTurn(dependencies, {
        turnId: makeId('trn'),
        conversation: CONVERSATION,
        waiting: [{ messageId: makeId('msg'), text: QUESTION }],
        memory: {
          entries: [],
          shopperTexts: [],
          replies: [],
          lastShownProposal: null,
          notes: [],
          settledCauses: [],
          settledTexts: 0,
        },
        hasFile: false,
        unspoken: null,
        viewing: { page: null, product: null, orderNumber: null },
        locale: 'en',
        localeConfidence: 1,
        timeZone: 'UTC',
        storeName: 'Aurora Crossing',
        network: undefined,
      });
      const result = await runTurn(dependencies, turn, new AbortController().signal);
      if (
        result.outcome !== 'answer' ||
        turn.figures.violations > 0 ||
        turn.figures.model === 'built-in'
      )
        throw new Error(
          `the turn did not go as planned: ${JSON.stringify(result)} ${turn.writer.text}`,
        );
    },
  };
};

const CONVERSATION: Conversation = {
  id: 'cnv_bench',
  owner: 'assistant',
  channel: 'widget',
  integrationId: null,
  locale: 'en',
  localeHint: 'en',
  timeZone: 'UTC',
  customerId: null,
  identity: { tier: 'claimed', orderIds: ['ord_1'] },
  createdAt: '2026-01-15T12:00:00.000Z',
  updatedAt: '2026-01-15T12:00:00.000Z',
};
