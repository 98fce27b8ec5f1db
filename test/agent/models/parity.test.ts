import { LLMock } from '@copilotkit/aimock';
import { HumanMessage, SystemMessage } from '@langchain/core/messages';
import { tool } from '@langchain/core/tools';
import { createAgent } from 'langchain';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { createModelChain, type ModelPart } from '../../../src/agent/models/model-chain.ts';
import { OpenAIChatModel } from '../../../src/agent/models/openai-model.ts';
import { silentLogger } from '../../../src/lib/logger.ts';
import { createManualTime } from '../../helpers/manual-time.ts';
import { ScriptedModel } from '../../helpers/scripted-model.ts';

let provider: LLMock;
beforeAll(async () => {
  provider = await LLMock.create({ host: '127.0.0.1', port: 0 });
});
beforeEach(() => {
  provider.reset();
});
afterAll(() => provider.stop());

const aModel = () =>
  new OpenAIChatModel({ model: 'gpt-test', apiKey: 'test', baseUrl: `${provider.url}/v1` });

function aChain() {
  const { clock, timers } = createManualTime();
  const models = [
    { name: 'openai:gpt-test', model: aModel() },
    { name: 'built-in', model: new ScriptedModel(['Fallback.']) },
  ];
  return createModelChain({
    models,
    now: clock,
    timers,
    logger: silentLogger,
    limits: { retries: 0 },
  });
}

const GET_ORDER = {
  name: 'get_order',
  description: 'Reads an order.',
  schema: z.object({ orderNumber: z.string() }),
};

async function ask(text: string): Promise<ModelPart[]> {
  const parts: ModelPart[] = [];
  const input = {
    messages: [new SystemMessage('Be brief.'), new HumanMessage(text)],
    tools: [GET_ORDER],
    signal: new AbortController().signal,
    locale: 'en',
    timeZone: 'UTC',
  };
  for await (const part of aChain().stream(input)) parts.push(part);
  return parts;
}

const textOf = (parts: readonly ModelPart[]) =>
  parts.map((part) => (part.type === 'text' ? part.text : '')).join('');

test('stock createAgent runs the same model and tools to the same answer as the chain', async () => {
  provider.onMessage(
    'Where is DM-1?',
    { toolCalls: [{ name: 'get_order', arguments: '{"orderNumber":"DM-1"}', id: 'call_1' }] },
    {},
  );
  provider.prependFixture({
    match: { toolCallId: 'call_1' },
    response: { content: 'It was shipped on Monday.' },
  });

  const seen: unknown[] = [];
  const getOrder = tool((input) => {
    seen.push(input);
    return JSON.stringify({
      ok: true,
      order: { orderNumber: input.orderNumber, status: 'shipped' },
    });
  }, GET_ORDER);
  const agent = createAgent({ model: aModel(), tools: [getOrder], systemPrompt: 'Be brief.' });
  const { messages } = await agent.invoke({ messages: [new HumanMessage('Where is DM-1?')] });
  expect(seen).toEqual([{ orderNumber: 'DM-1' }]);
  expect(messages.at(-1)?.text).toBe('It was shipped on Monday.');

  const parts = await ask('Where is DM-1?');
  expect(parts[0]).toEqual({
    type: 'tool-calls',
    calls: [{ id: 'call_1', name: 'get_order', args: { orderNumber: 'DM-1' } }],
  });
});

test('stock createAgent streams the words of our model as they come', async () => {
  provider.onMessage('Hello', { content: 'Hello, how can I help you today?' });
  const agent = createAgent({ model: aModel(), tools: [] });
  const pieces: string[] = [];
  for await (const [message] of await agent.stream(
    { messages: [new HumanMessage('Hello')] },
    { streamMode: 'messages' },
  ))
    pieces.push(message.text);
  expect(pieces.join('')).toBe('Hello, how can I help you today?');
});

test('an answer of the mock provider passes with its usage', async () => {
  provider.onMessage('Hello', {
    content: 'Hello there.',
    usage: { prompt_tokens: 12, completion_tokens: 3, total_tokens: 15 },
  });
  const parts = await ask('Hello');
  expect(textOf(parts)).toBe('Hello there.');
  expect(parts.at(-1)).toMatchObject({
    type: 'end',
    model: 'openai:gpt-test',
    finishReason: 'stop',
    usage: { inputTokens: 12, outputTokens: 3 },
  });
});

test.each([401, 429, 500, 503])(
  'status %i of the mock provider is answered by the next model',
  async (status) => {
    provider.nextRequestError(status, { message: 'no' });
    expect(textOf(await ask('Hello'))).toBe('Fallback.');
  },
);

test('an answer that the mock provider cuts off is taken back', async () => {
  provider.onMessage(
    'Tell me',
    { content: 'A very long story that never reaches its end because the line goes dead.' },
    { truncateAfterChunks: 3, chunkSize: 5 },
  );
  const parts = await ask('Tell me');
  const after = parts.slice(parts.findLastIndex((part) => part.type === 'retract') + 1);
  expect(textOf(after)).toBe('Fallback.');
});
