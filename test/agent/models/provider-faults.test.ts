import { HumanMessage } from '@langchain/core/messages';
import { afterEach, describe, expect, test } from 'vitest';
import type { ModelPart } from '../../../src/agent/models/model-chain.ts';
import { createModelChain } from '../../../src/agent/models/model-chain.ts';
import { createNodeFetch } from '../../../src/agent/models/node-fetch.ts';
import { OpenAIChatModel } from '../../../src/agent/models/openai-model.ts';
import type { Logger } from '../../../src/lib/logger.ts';
import { createManualTime } from '../../helpers/manual-time.ts';
import { ScriptedModel } from '../../helpers/scripted-model.ts';
import {
  answer,
  chunk,
  hang,
  type Play,
  raw,
  startSseServer,
  status,
} from '../../helpers/sse-server.ts';

const cleanUps: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0)) await cleanUp();
});

/** A chain of our model on a scripted server and a scripted last resort that says "Fallback." */
async function chainOver(fetch: typeof globalThis.fetch, script: readonly Play[], resorts = 1) {
  const server = await startSseServer(script);
  cleanUps.push(() => server.close());
  const time = createManualTime();
  const fallback = new ScriptedModel(Array.from({ length: resorts }, () => 'Fallback.'));
  const logged: { level: string; message: string }[] = [];
  const log = (level: string) => (message: string) => void logged.push({ level, message });
  const logger: Logger = { info: log('info'), warn: log('warn'), error: log('error') };
  const model = new OpenAIChatModel({
    model: 'test-model',
    apiKey: 'test',
    baseUrl: server.url,
    fetch,
  });
  const chain = createModelChain({
    models: [
      { name: 'openai:test-model', model },
      { name: 'built-in', model: fallback },
    ],
    now: time.clock,
    timers: time.timers,
    logger,
  });
  const ask = (signal = new AbortController().signal) =>
    chain.stream({
      messages: [new HumanMessage('Where is my order?')],
      tools: [TOOL],
      signal,
      locale: 'en',
      timeZone: 'UTC',
    });
  return { server, time, fallback, logged, chain, ask };
}

const TOOL = {
  name: 'get_order',
  description: 'Reads an order.',
  schema: { type: 'object', properties: { orderNumber: { type: 'string' } } },
};

async function all(parts: AsyncIterable<ModelPart>): Promise<ModelPart[]> {
  const list: ModelPart[] = [];
  for await (const part of parts) list.push(part);
  return list;
}

/** What the shopper would see in the end: text after the last retract. */
function shown(parts: readonly ModelPart[]): string {
  const start = parts.findLastIndex((part) => part.type === 'retract') + 1;
  return parts
    .slice(start)
    .map((part) => (part.type === 'text' ? part.text : ''))
    .join('');
}

const endOf = (parts: readonly ModelPart[]) => parts.find((part) => part.type === 'end');
const retractOf = (parts: readonly ModelPart[]) => parts.find((part) => part.type === 'retract');

describe.each([
  ['the runtime’s fetch', globalThis.fetch],
  ['our fetch on node:http', createNodeFetch()],
])('over %s', (_, fetch) => {
  const aChain = (script: readonly Play[], resorts?: number) => chainOver(fetch, script, resorts);

  describe('a provider that refuses', () => {
    test('a wrong key is reported loudly, answered by the next model and not tried again', async () => {
      const { server, logged, chain, ask } = await aChain(
        [status(401, { message: 'Incorrect API key provided' })],
        2,
      );
      expect(shown(await all(ask()))).toBe('Fallback.');
      expect(shown(await all(ask()))).toBe('Fallback.');
      expect(server.requests).toHaveLength(1);
      expect(logged.filter(({ level }) => level === 'error')).toHaveLength(1);
      expect(chain.unavailable()).toEqual(['openai:test-model']);
    });

    test('a rate limit with a long wait goes to the next model and keeps away for that long', async () => {
      const { server, time, ask } = await aChain(
        [status(429, { message: 'slow down' }, { 'retry-after': '20' }), answer('Back again.')],
        2,
      );
      expect(shown(await all(ask()))).toBe('Fallback.');
      await time.advance(19_000);
      expect(shown(await all(ask()))).toBe('Fallback.');
      expect(server.requests).toHaveLength(1);
      await time.advance(2_000);
      expect(shown(await all(ask()))).toBe('Back again.');
    });

    test('a rate limit with a short wait is waited out', async () => {
      const { server, time, fallback, ask } = await aChain([
        status(429, { message: 'slow down' }, { 'retry-after': '1' }),
        answer('Patience paid.'),
      ]);
      const parts = all(ask());
      await server.received(1);
      while (server.requests.length < 2) await time.advance(1_000);
      expect(shown(await parts)).toBe('Patience paid.');
      expect(fallback.calls).toHaveLength(0);
    });

    test('an overloaded server is tried once more, then the next model answers', async () => {
      const overloaded = status(503, { message: 'overloaded' });
      const { server, time, ask } = await aChain([overloaded, overloaded]);
      const parts = all(ask());
      await server.received(1);
      while (server.requests.length < 2) await time.advance(250);
      expect(shown(await parts)).toBe('Fallback.');
    });

    test('an unreachable server is answered for by the next model', async () => {
      const { server, time, ask } = await aChain([]);
      await server.close();
      const parts = all(ask());
      let done = false;
      void parts.then(() => {
        done = true;
      });
      while (!done) await time.advance(250);
      expect(shown(await parts)).toBe('Fallback.');
    });

    test('a spent quota counts as a matter of configuration', async () => {
      const { logged, ask } = await aChain([
        status(429, { message: 'You exceeded your current quota', code: 'insufficient_quota' }),
      ]);
      expect(shown(await all(ask()))).toBe('Fallback.');
      expect(logged.map(({ level }) => level)).toEqual(['error']);
    });
  });

  describe('a provider that falls silent', () => {
    test('silence before the first byte ends at the watchdog and frees the connection', async () => {
      const { server, time, ask } = await aChain([hang]);
      const parts = all(ask());
      await server.received(1);
      await time.advance(9_999);
      expect(server.requests).toHaveLength(1);
      await time.advance(1);
      expect(shown(await parts)).toBe('Fallback.');
      expect(retractOf(await parts)).toBeUndefined();
      await server.abandoned(0);
      expect(time.pending()).toBe(0);
    });

    test('headers without an answer count as silence', async () => {
      const { server, time, ask } = await aChain([raw([], 'open')]);
      const parts = all(ask());
      await server.received(1);
      await time.advance(10_000);
      expect(shown(await parts)).toBe('Fallback.');
    });

    test('a stall in mid-answer retracts what was shown', async () => {
      const { server, time, ask } = await aChain([
        raw([chunk({ content: 'Your refund of' })], 'open'),
      ]);
      const iterator = ask()[Symbol.asyncIterator]();
      const parts = [(await iterator.next()).value];
      expect(parts).toEqual([{ type: 'text', text: 'Your refund of' }]);
      const next = iterator.next();
      await time.advance(10_000);
      expect((await next).value).toEqual({
        type: 'retract',
        failed: 'openai:test-model',
        cause: 'stalled',
      });
      expect((await iterator.next()).value).toEqual({ type: 'text', text: 'Fallback.' });
      await server.abandoned(0);
    });

    test('keep-alive comments do not hold a turn for ever', async () => {
      let alive: NodeJS.Timeout | undefined;
      const { time, server, ask } = await aChain([
        (response) => {
          response.writeHead(200, { 'content-type': 'text/event-stream' });
          const beat = () => response.write(': still here\n\n');
          beat();
          alive = setInterval(beat, 1);
        },
      ]);
      const parts = all(ask());
      await server.received(1);
      for (let second = 0; second < 61; second += 1) await time.advance(1_000);
      clearInterval(alive);
      expect(shown(await parts)).toBe('Fallback.');
    });

    test('time the turn takes over a piece does not count as the provider’s silence', async () => {
      const { time, ask } = await aChain([answer('One two.')]);
      const iterator = ask()[Symbol.asyncIterator]();
      await iterator.next();
      await time.advance(30_000);
      const rest: ModelPart[] = [];
      for (let step = await iterator.next(); step.done !== true; step = await iterator.next())
        rest.push(step.value);
      expect(rest.at(-1)).toMatchObject({ type: 'end', model: 'openai:test-model' });
    });
  });

  describe('a provider that sends a bad answer', () => {
    test.each([
      [
        'cut off by its length limit',
        raw([
          chunk({ content: 'Your parcel' }),
          chunk({}, { finish_reason: 'length' }),
          'data: [DONE]\n\n',
        ]),
        'truncated',
      ],
      ['ended without a reason', raw([chunk({ content: 'Your parcel' })]), 'truncated'],
      ['broken off', raw([chunk({ content: 'Your parcel' })], 'break'), 'unreachable'],
      [
        'stopped by a content filter',
        raw([chunk({ content: 'Your parcel' }), chunk({}, { finish_reason: 'content_filter' })]),
        'content_filter',
      ],
      [
        'with an error in mid-stream',
        raw([chunk({ content: 'Your parcel' }), 'data: {"error":{"message":"upstream"}}\n\n']),
        'unknown',
      ],
      [
        'followed by what is not JSON',
        raw([chunk({ content: 'Your parcel' }), 'data: <html>\n\n']),
        'unknown',
      ],
      [
        'of 100 kB',
        raw(
          Array.from({ length: 1000 }, (_, index) =>
            chunk({ content: `${index} ${'abcdefgh '.repeat(12)}` }),
          ),
        ),
        'too_long',
      ],
      [
        'that repeats itself',
        raw(Array.from({ length: 200 }, () => chunk({ content: 'ha ha ' }))),
        'nonsense',
      ],
      [
        'of unreadable characters',
        raw([chunk({ content: '\ufffd\ufffd\ufffd ok' }), chunk({}, { finish_reason: 'stop' })]),
        'nonsense',
      ],
    ])(
      'an answer %s leaves nothing shown and is answered by the next model',
      async (_, play, cause) => {
        const { ask, time } = await aChain([play]);
        const parts = await all(ask());
        // A fault that arrives together with the first words is caught before they are shown.
        if (parts.filter((part) => part.type === 'text').length > 1)
          expect(retractOf(parts)).toEqual({ type: 'retract', failed: 'openai:test-model', cause });
        expect(shown(parts)).toBe('Fallback.');
        expect(time.pending()).toBe(0);
      },
    );

    test.each([
      ['no event at all', raw([])],
      [
        'no words',
        raw([
          chunk({ role: 'assistant', content: null }),
          chunk({}, { finish_reason: 'stop' }),
          'data: [DONE]\n\n',
        ]),
      ],
      ['white space', raw([chunk({ content: '\n \n' }), chunk({}, { finish_reason: 'stop' })])],
      ['a web page', raw(['<html><body>Bad gateway</body></html>'], 'end', 'text/html')],
      ['no choices', raw(['{"id":"x"}'], 'end', 'application/json')],
    ])('an answer of %s shows nothing and goes to the next model', async (_, play) => {
      const { ask } = await aChain([play]);
      const parts = await all(ask());
      expect(retractOf(parts)).toBeUndefined();
      expect(shown(parts)).toBe('Fallback.');
    });

    test('malformed tool arguments reach the turn with what is wrong, and go back to the provider as an empty object', async () => {
      const call = {
        index: 0,
        id: 'call_1',
        type: 'function',
        function: { name: 'get_order', arguments: '{"orderNumber": "DM-1' },
      };
      const { ask } = await aChain([
        raw([chunk({ tool_calls: [call] }), chunk({}, { finish_reason: 'tool_calls' })]),
      ]);
      const parts = await all(ask());
      expect(parts[0]).toMatchObject({
        type: 'tool-calls',
        calls: [
          {
            id: 'call_1',
            name: 'get_order',
            args: {},
            error: expect.stringContaining('not valid JSON'),
          },
        ],
      });
      expect(endOf(parts)).toMatchObject({
        message: { tool_calls: [{ id: 'call_1', name: 'get_order', args: {} }] },
      });
    });

    test('a call of an unknown tool reaches the turn as it is', async () => {
      const call = { index: 0, id: 'call_1', function: { name: 'drop_tables', arguments: '{}' } };
      const { ask } = await aChain([
        raw([chunk({ tool_calls: [call] }), chunk({}, { finish_reason: 'tool_calls' })]),
      ]);
      expect((await all(ask()))[0]).toEqual({
        type: 'tool-calls',
        calls: [{ id: 'call_1', name: 'drop_tables', args: {} }],
      });
    });

    test('tool arguments of 100 kB are refused', async () => {
      const call = {
        index: 0,
        id: 'call_1',
        function: {
          name: 'get_order',
          arguments: JSON.stringify({ orderNumber: 'x'.repeat(100_000) }),
        },
      };
      const { ask } = await aChain([
        raw([chunk({ tool_calls: [call] }), chunk({}, { finish_reason: 'tool_calls' })]),
      ]);
      expect(shown(await all(ask()))).toBe('Fallback.');
    });
  });

  describe('the chain', () => {
    test('keeps a model that failed three times out for half a minute, then lets one call try', async () => {
      const empty = raw([]);
      const { server, time, chain, ask } = await aChain(
        [empty, empty, empty, answer('Well again.'), answer('Still well.')],
        4,
      );
      for (let turn = 0; turn < 4; turn += 1) expect(shown(await all(ask()))).toBe('Fallback.');
      expect(server.requests).toHaveLength(3);
      expect(chain.unavailable()).toEqual(['openai:test-model']);
      await time.advance(30_000);
      expect(shown(await all(ask()))).toBe('Well again.');
      expect(shown(await all(ask()))).toBe('Still well.');
      expect(chain.unavailable()).toEqual([]);
    });

    test('stops at once with the caller’s reason when the shopper presses stop', async () => {
      const { server, time, fallback, ask } = await aChain([
        raw([chunk({ content: 'Let me' })], 'open'),
      ]);
      const stop = new AbortController();
      const iterator = ask(stop.signal)[Symbol.asyncIterator]();
      await iterator.next();
      const next = iterator.next();
      stop.abort(new Error('stopped by the shopper'));
      await expect(next).rejects.toThrow('stopped by the shopper');
      await server.abandoned(0);
      expect(fallback.calls).toHaveLength(0);
      expect(time.pending()).toBe(0);
    });

    test('gives up the provider’s stream when the turn leaves early', async () => {
      const { server, time, ask } = await aChain([raw([chunk({ content: 'Let me' })], 'open')]);
      for await (const part of ask()) if (part.type === 'text') break;
      await server.abandoned(0);
      expect(time.pending()).toBe(0);
    });

    test('fails with a reason of its own when every model fails', async () => {
      const { ask } = await aChain([raw([])], 0);
      await expect(all(ask())).rejects.toMatchObject({ name: 'ModelsFailedError', status: 503 });
    });

    test('watches a model that heeds no signal', async () => {
      const time = createManualTime();
      const stuck = new ScriptedModel(['never']);
      stuck._streamResponseChunks = async function* stall() {
        await new Promise(() => {});
        yield* [];
      };
      const chain = createModelChain({
        models: [
          { name: 'langchain:test:stuck', model: stuck },
          { name: 'built-in', model: new ScriptedModel(['Fallback.']) },
        ],
        now: time.clock,
        timers: time.timers,
        logger: { info() {}, warn() {}, error() {} },
      });
      const parts = all(
        chain.stream({
          messages: [new HumanMessage('Hello?')],
          tools: [],
          signal: new AbortController().signal,
          locale: 'en',
          timeZone: 'UTC',
        }),
      );
      await time.advance(10_000);
      expect(shown(await parts)).toBe('Fallback.');
    });
  });
});
