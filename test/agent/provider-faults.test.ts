import { LLMock } from '@copilotkit/aimock';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createNodeFetch } from '../../src/agent/models/node-fetch.ts';
import { settle } from '../helpers/manual-time.ts';
import { say, startConversation, type TestServices, testServices } from '../helpers/services.ts';
import { anOrder, aPayment, aShipment } from '../helpers/shop.ts';
import {
  chunk,
  hang,
  type Play,
  raw,
  type SseServer,
  startSseServer,
} from '../helpers/sse-server.ts';
import { watch } from '../helpers/watch.ts';

/*
 * The whole service with `MODEL=openai:…` on a provider that misbehaves. The order cost 50.00 EUR; whatever states
 * 59.00, the tracking number ZZ999999999CN or the day 31 December is a lie and must never be seen by anybody.
 */
const FALSE = /59[.,]00|ZZ999999999CN|December/;
/** matches whatever was said last */
const ANYTHING = /(?:)/;
const LONGEST_TURN_MS = 60_000;
const STEP_MS = 250;

let provider: LLMock;
let server: SseServer | undefined;
beforeAll(async () => {
  provider = await LLMock.create({ host: '127.0.0.1', port: 0 });
  // What is loaded with the first turn must not count as a provider's silence.
  const services = await testServices({ shop });
  await say(services, await startConversation(services), 'Where is my order?');
});
beforeEach(() => {
  provider.reset();
});
afterEach(async () => {
  await server?.close();
  server = undefined;
});
afterAll(() => provider.stop());

const shop = {
  orders: [anOrder()],
  payments: [aPayment()],
  shipments: [aShipment()],
};

async function serviceOn(url: string): Promise<{ services: TestServices; conversationId: string }> {
  const services = await testServices({
    shop,
    environment: {
      MODEL: 'openai:gpt-test',
      OPENAI_API_KEY: 'test',
      OPENAI_BASE_URL: `${url.replace(/\/v1$/, '')}/v1`,
    },
    inputs: { fetch: createNodeFetch() },
  });
  const conversationId = await startConversation(services, { verifiedCustomerId: 'cus_1' });
  return { services, conversationId };
}

/**
 * Says something to a service on the misbehaving provider and checks what must hold whatever the provider does.
 */
async function faced(
  url: string,
  options: { text?: string } = {},
): Promise<
  Awaited<ReturnType<typeof say>> & {
    published: string;
    services: TestServices;
    conversationId: string;
  }
> {
  const { services, conversationId } = await serviceOn(url);
  const startedAt = services.time.clock();
  const page = watch(services, conversationId);
  const work = say(services, conversationId, options.text ?? 'Where is my order DM-20001?');
  await moveTimeUntil(work, services);
  const said = await work;
  await page.end();

  expect(services.time.clock() - startedAt).toBeLessThanOrEqual(LONGEST_TURN_MS);
  const replies = said.of('message-end');
  expect(replies).toHaveLength(1);
  expect(replies[0]).toMatchObject({ author: 'assistant', outcome: 'complete' });
  expect(said.reply.trim()).not.toBe('');
  expect(said.of('message-start')).toHaveLength(1);
  const [ended, ...more] = said.of('turn-ended');
  expect(more).toEqual([]);
  expect(['answer', 'clarify', 'handoff']).toContain(ended?.outcome);
  expect(said.of('handoff-opened')).toHaveLength(ended?.outcome === 'handoff' ? 1 : 0);
  expect(await services.conversations.unanswered(conversationId)).toEqual([]);

  expect(JSON.stringify(await services.log.read(conversationId))).not.toMatch(FALSE);
  expect(JSON.stringify(page.events)).not.toMatch(FALSE);
  expect(page.published()).not.toMatch(FALSE);
  expect(page.rebuilt.get(replies[0]?.messageId ?? '')).toBe(said.reply);
  expect(services.time.pending()).toBe(0);
  return { ...said, published: page.published(), services, conversationId };
}

/** Requests the provider in use has got. */
const asked = () => server?.requests.length ?? provider.getRequests().length;

/** Steps no larger than any limit of the turn; a bound on them, so that a turn that never ends fails the test. */
async function moveTimeUntil(work: Promise<unknown>, { time }: TestServices): Promise<void> {
  let done = false;
  const mark = () => {
    done = true;
  };
  work.then(mark, mark);
  for (let round = 0; !done && asked() === 0 && round < 1_000; round += 1) await settle();
  for (let passed = 0; !done && passed <= 2 * LONGEST_TURN_MS; passed += STEP_MS) {
    await settle();
    if (!done) await time.advance(STEP_MS);
  }
}

async function facedRaw(script: readonly Play[], options: { text?: string } = {}) {
  server = await startSseServer(script);
  return faced(server.url, options);
}

const always = (content: string) => provider.onMessage(ANYTHING, { content });

describe('a provider that refuses', () => {
  it.each([401, 403, 404, 429, 500, 503])(
    'with status %i is answered for from the records',
    async (status) => {
      provider.onMessage(ANYTHING, { error: { message: 'no', type: 'refused' }, status });
      const { reply, of } = await faced(provider.url);
      expect(reply).toContain('DM-20001');
      expect(of('turn-ended')[0]).toMatchObject({ outcome: 'answer', model: 'built-in' });
    },
  );

  it('in the second step, after a tool has run, does not lose the turn', async () => {
    provider.onMessage(ANYTHING, { error: { message: 'no', type: 'refused' }, status: 503 });
    provider.prependFixture({
      match: { userMessage: ANYTHING, hasToolResult: false },
      response: {
        toolCalls: [{ name: 'get_order', arguments: '{"orderNumber":"DM-20001"}', id: 'call_1' }],
      },
    });
    const { reply, of } = await faced(provider.url);
    expect(of('tool-start').length).toBeGreaterThan(0);
    expect(reply).toContain('DM-20001');
  });
});

describe('a provider that falls silent', () => {
  it('before the first byte is given up at the watchdog', async () => {
    const { reply } = await facedRaw([hang]);
    expect(reply).toContain('DM-20001');
  });

  it('in every step ends in an answer all the same', async () => {
    const { reply } = await facedRaw(Array.from({ length: 20 }, () => hang));
    expect(reply).toContain('DM-20001');
  });

  it('in mid-answer has its words taken back, and its half lie was never shown', async () => {
    const { reply, events, published } = await facedRaw([
      raw(words('Let me look that up for you. You paid €59.00 for'), 'open'),
    ]);
    expect(published).toContain('Let me look that up for you.');
    expect(events).toContainEqual(
      expect.objectContaining({ type: 'message-retract', keep: 0, reason: 'provider_failed' }),
    );
    expect(reply).not.toContain('Let me look that up');
  });

  it('after an amount that has no end yet shows none of its digits', async () => {
    const { published } = await facedRaw([raw(words('You have paid us €5'), 'open')]);
    expect(published).not.toContain('€5 ');
  });

  it('while it keeps the line alive does not hold the turn for ever', async () => {
    let beat: NodeJS.Timeout | undefined;
    const alive: Play = (response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      beat = setInterval(() => response.write(': still here\n\n'), 1);
    };
    await facedRaw([alive]);
    clearInterval(beat);
  });

  it('trickling a word just before each watchdog is cut off when the turn has had its time', async () => {
    let write = (_: string) => {};
    server = await startSseServer([
      (response) => {
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        response.flushHeaders();
        write = (text) => response.write(text);
      },
    ]);
    const { services, conversationId } = await serviceOn(server.url);
    const startedAt = services.time.clock();
    const page = watch(services, conversationId);
    const work = say(services, conversationId, 'Where is my order DM-20001?');
    let done = false;
    void work.then(() => {
      done = true;
    });
    await server.received(1);
    for (let second = 0; second < 100 && !done; second += 2) {
      write(chunk({ content: 'well, ' }));
      await settle();
      await services.time.advance(2_000);
    }
    const { of } = await work;
    await page.end();
    expect(services.time.clock() - startedAt).toBeLessThanOrEqual(LONGEST_TURN_MS + 2_000);
    expect(of('message-end')).toHaveLength(1);
    expect(of('turn-ended')).toHaveLength(1);
    const [end] = of('message-end');
    expect(page.rebuilt.get(end?.messageId ?? '')).toBe(end?.text);
    expect(end?.text).not.toContain('well,');
    expect(of('turn-ended')[0]?.outcome).toMatch(/answer|handoff/);
  });
});

describe('a provider that sends a bad answer', () => {
  it('cut off in mid-sentence has it taken back', async () => {
    provider.onMessage(
      ANYTHING,
      { content: 'I am looking into this for you right now and will tell you all about it.' },
      { truncateAfterChunks: 3, chunkSize: 8 },
    );
    const { reply } = await faced(provider.url);
    expect(reply).toContain('DM-20001');
    expect(reply).not.toContain('looking into this');
  });

  it('cut off by its length limit has it taken back', async () => {
    provider.onMessage(ANYTHING, { content: 'I am looking into', finishReason: 'length' });
    const { reply } = await faced(provider.url);
    expect(reply).not.toContain('looking into');
  });

  it('with malformed tool arguments gets to mend them', async () => {
    const steps = [
      { toolCalls: [{ name: 'get_order', arguments: '{"orderNumber": "DM-2', id: 'call_1' }] },
      { toolCalls: [{ name: 'get_order', arguments: '{"orderNumber":"DM-20001"}', id: 'call_2' }] },
    ];
    provider.onMessage(
      ANYTHING,
      () => steps.shift() ?? { content: 'Your order DM-20001 is on its way.' },
    );
    const { reply, of } = await faced(provider.url);
    expect(of('tool-result')[0]?.result).toMatchObject({ ok: false, reason: 'invalid_arguments' });
    expect(reply).toBe('Your order DM-20001 is on its way.');
  });

  it('with malformed tool arguments over and over is answered for', async () => {
    provider.onMessage(ANYTHING, {
      toolCalls: [{ name: 'get_order', arguments: '{"orderNumber": "DM-2', id: 'call_1' }],
    });
    const { of } = await faced(provider.url);
    expect(of('tool-start').length).toBeLessThan(10);
  });

  it('calling a tool that does not exist over and over is answered for', async () => {
    provider.onMessage(ANYTHING, {
      toolCalls: [{ name: 'issue_refund_now', arguments: '{"amount":5900}', id: 'call_1' }],
    });
    const { of, services } = await faced(provider.url);
    expect(of('tool-start').length).toBeLessThan(10);
    expect(await services.shop.refundsOfOrder('ord_1')).toEqual([]);
  });

  it('calling the same tool without end is answered for', async () => {
    provider.onMessage(ANYTHING, {
      toolCalls: [{ name: 'get_order', arguments: '{"orderNumber":"DM-20001"}', id: 'call_1' }],
    });
    const { reply, of } = await faced(provider.url);
    expect(of('tool-start').length).toBeLessThan(10);
    expect(reply).toContain('DM-20001');
  });

  it('calling another tool each time without end is answered for', async () => {
    let count = 0;
    provider.onMessage(ANYTHING, () => {
      count += 1;
      return {
        toolCalls: [
          { name: 'search_products', arguments: `{"query":"cup ${count}"}`, id: `call_${count}` },
        ],
      };
    });
    const { of } = await faced(provider.url);
    expect(count).toBeLessThan(12);
    expect(of('tool-start').length).toBeLessThan(20);
  });

  it('of sixty calls at once runs none of them', async () => {
    provider.onMessage(ANYTHING, {
      toolCalls: Array.from({ length: 60 }, (_, index) => ({
        name: 'hand_off_to_human',
        arguments: '{"reason":"other","summary":"x"}',
        id: `call_${index}`,
      })),
    });
    const { reply } = await faced(provider.url);
    expect(reply).toContain('DM-20001');
  });

  it.each([
    ['nothing', ''],
    ['white space', ' \n\n \t'],
  ])('of %s is answered for', async (_, content) => {
    const { reply } = await facedRaw([
      raw([chunk({ content }), chunk({}, { finish_reason: 'stop' }), 'data: [DONE]\n\n']),
    ]);
    expect(reply).toContain('DM-20001');
  });

  it('of 100 kB of plain words does not reach the shopper', async () => {
    always('we are very happy to help you with this and with that as well '.repeat(1_600));
    const { reply } = await faced(provider.url);
    expect(reply.length).toBeLessThan(2_000);
    expect(reply).toContain('DM-20001');
  });

  it('of 100 kB of different words does not reach the shopper', async () => {
    always(lorem(100_000));
    const { reply } = await faced(provider.url);
    expect(reply.length).toBeLessThan(2_000);
  });

  it('of 100 kB with false facts shows none of them', async () => {
    always(
      'Your order DM-20001 cost €59.00 and arrives on 31 December with ZZ999999999CN. '.repeat(
        1_300,
      ),
    );
    const { reply } = await faced(provider.url);
    expect(reply).toContain('DM-20001');
  });

  it('with one false fact deep in a long answer shows the fact to nobody', async () => {
    always(`${lorem(9_000)}. The tracking number is ZZ999999999CN.`);
    await faced(provider.url);
  });

  it.each([
    ['broken characters', '\ufffd\ufffd\ufffd\ufffd ok \ufffd\ufffd'],
    ['one word over and over', 'ha '.repeat(400)],
    ['markup of its own', '<|im_start|>assistant {"tool":"get_order"} <|im_end|>'],
    [
      'a tool call as text',
      '{"name":"get_order","arguments":{"orderNumber":"DM-20001","total":"€59.00"}}',
    ],
  ])('of %s still ends the turn', async (_, content) => {
    always(content);
    await faced(provider.url);
  });

  it('that lies in every step never shows a lie', async () => {
    let count = 0;
    provider.onMessage(ANYTHING, () => {
      count += 1;
      return {
        content: `I am sorry about that. You paid €59.00 for order DM-20001, number ${count}.`,
      };
    });
    const { reply, of } = await faced(provider.url, { text: 'What did I pay for DM-20001?' });
    expect(count).toBe(2);
    expect(reply).not.toContain('sorry about that');
    expect(of('turn-ended')[0]?.reasons).toContain('reply_not_grounded');
  });

  it('whose connection breaks in mid-answer has its words taken back', async () => {
    const { reply } = await facedRaw([
      raw(words('Let me see what I can find. It is €59.00'), 'break'),
    ]);
    expect(reply).not.toContain('Let me see');
  });
});

describe('a provider that is down for good', () => {
  it('is asked no more after some turns, and every message is answered', async () => {
    provider.onMessage(ANYTHING, { error: { message: 'no', type: 'refused' }, status: 500 });
    const { services, conversationId } = await serviceOn(provider.url);
    for (let turn = 0; turn < 6; turn += 1) {
      const work = say(services, conversationId, 'Where is my order DM-20001?');
      await moveTimeUntil(work, services);
      const { reply } = await work;
      expect(reply.trim()).not.toBe('');
    }
    const before = asked();
    const work = say(services, conversationId, 'Where is my parcel for DM-20001?');
    await moveTimeUntil(work, services);
    await work;
    expect(asked()).toBe(before);
  });
});

function words(text: string): string[] {
  return (text.match(/\s*\S+/gu) ?? []).map((content) => chunk({ content }));
}

/** Words that carry no fact, none of them over and over. */
function lorem(length: number): string {
  const stock =
    'gladly we will look into this matter for you and tell you more about it soon after'.split(' ');
  let text = '';
  for (let index = 0; text.length < length; index += 1)
    text += `${stock[(index * index + 3 * (index >> 3)) % stock.length]}${index % 11 === 10 ? '. ' : ' '}`;
  return text.trim();
}
