import {
  AIMessage,
  AIMessageChunk,
  HumanMessage,
  SystemMessage,
  ToolMessage,
} from '@langchain/core/messages';
import { afterEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { OpenAIChatModel } from '../../../src/agent/models/openai-model.ts';
import { answer, chunk, type Play, raw, startSseServer, status } from '../../helpers/sse-server.ts';

const cleanUps: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0)) await cleanUp();
});

async function aModel(...script: Play[]) {
  const server = await startSseServer(script);
  cleanUps.push(() => server.close());
  return {
    server,
    model: new OpenAIChatModel({ model: 'test-model', apiKey: 'secret', baseUrl: server.url }),
  };
}

const QUESTION = [new HumanMessage('Where is it?')];
const GET_ORDER = {
  name: 'get_order',
  description: 'Reads an order.',
  schema: z.object({ orderNumber: z.string() }),
};
const DONE = chunk({}, { finish_reason: 'tool_calls' });

/** The delta of one tool call, in whatever shape a server sends it. */
const call = (fields: Record<string, unknown>) => chunk({ tool_calls: [fields] });

describe('the request', () => {
  test('carries the conversation, the tools and the wish for usage and log-probabilities', async () => {
    const { server, model } = await aModel(answer('Soon.'));
    await model.bindTools([GET_ORDER]).invoke(
      [
        new SystemMessage('Be brief.'),
        new HumanMessage('Where is DM-1?'),
        new AIMessage({
          content: '',
          tool_calls: [
            { type: 'tool_call', id: 'call_1', name: 'get_order', args: { orderNumber: 'DM-1' } },
          ],
        }),
        new ToolMessage({ tool_call_id: 'call_1', content: '{"ok":true}' }),
      ],
      { temperature: 0.2, maxOutputTokens: 300 },
    );
    const [request] = server.requests;
    expect(request?.url).toBe('/v1/chat/completions');
    expect(request?.headers.authorization).toBe('Bearer secret');
    expect(request?.body).toEqual({
      model: 'test-model',
      stream: true,
      stream_options: { include_usage: true },
      logprobs: true,
      temperature: 0.2,
      max_tokens: 300,
      tools: [
        {
          type: 'function',
          function: {
            name: 'get_order',
            description: 'Reads an order.',
            parameters: {
              type: 'object',
              properties: { orderNumber: { type: 'string' } },
              required: ['orderNumber'],
              additionalProperties: false,
            },
          },
        },
      ],
      messages: [
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: 'Where is DM-1?' },
        {
          role: 'assistant',
          content: null,
          tool_calls: [
            {
              id: 'call_1',
              type: 'function',
              function: { name: 'get_order', arguments: '{"orderNumber":"DM-1"}' },
            },
          ],
        },
        { role: 'tool', tool_call_id: 'call_1', content: '{"ok":true}' },
      ],
    });
  });

  test.each([
    ['logprobs', 400, 'logprobs is not supported with this model'],
    ['logprobs', 403, 'You are not allowed to request logprobs from this model'],
    ['stream_options', 422, 'body.stream_options: extra fields not permitted'],
  ])('leaves %s out for good once a server answers %i', async (parameter, code, message) => {
    const { server, model } = await aModel(
      status(code, { message }),
      answer('Once.'),
      answer('Twice.'),
    );
    expect((await model.invoke(QUESTION)).text).toBe('Once.');
    expect((await model.invoke(QUESTION)).text).toBe('Twice.');
    expect(server.requests.map(({ body }) => parameter in body)).toEqual([true, false, false]);
  });

  test('uses the newer name of the output limit where the older one is refused', async () => {
    const refusal = status(400, {
      message:
        "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
      param: 'max_tokens',
    });
    const { server, model } = await aModel(refusal, answer('Done.'));
    await model.invoke(QUESTION, { maxOutputTokens: 50 });
    expect(server.requests[1]?.body).toMatchObject({ max_completion_tokens: 50 });
    expect(server.requests[1]?.body).not.toHaveProperty('max_tokens');
  });

  test('does not repeat a request that was refused for another reason', async () => {
    const { server, model } = await aModel(status(400, { message: 'messages is too long' }));
    await expect(model.invoke(QUESTION)).rejects.toMatchObject({ status: 400 });
    expect(server.requests).toHaveLength(1);
  });
});

describe('the answer', () => {
  test('keeps usage with cached tokens and the mean log-probability', async () => {
    const token = (content: string, logprob: number) =>
      chunk({ content }, { logprobs: { content: [{ token: content, logprob }] } });
    const usage = {
      prompt_tokens: 100,
      completion_tokens: 2,
      prompt_tokens_details: { cached_tokens: 64 },
    };
    const { model } = await aModel(
      raw([
        token('On', -0.1),
        token(' it', -0.3),
        chunk({}, { finish_reason: 'stop' }),
        `data: ${JSON.stringify({ choices: [], usage })}\n\n`,
      ]),
    );
    const message = await model.invoke(QUESTION);
    expect(message.response_metadata.mean_log_probability).toBeCloseTo(-0.2);
    expect(message.usage_metadata).toMatchObject({
      input_tokens: 100,
      output_tokens: 2,
      total_tokens: 102,
      input_token_details: { cache_read: 64 },
    });
    expect(message.response_metadata).toMatchObject({
      finish_reason: 'stop',
      model_name: 'test-model',
    });
  });

  const whole = Buffer.from(
    [
      chunk({ content: 'お荷物は' }),
      chunk({ content: '到着済み' }),
      chunk({}, { finish_reason: 'stop' }),
    ].join(''),
  );
  test.each([
    [
      'comments and CRLF',
      raw([
        ': hi\r\n\r\n',
        chunk({ content: 'お荷物は到着済み' }).replaceAll('\n', '\r\n'),
        chunk({}, { finish_reason: 'stop' }).replaceAll('\n', '\r\n'),
      ]),
    ],
    [
      'no [DONE] and no usage',
      raw([chunk({ content: 'お荷物は到着済み' }), chunk({}, { finish_reason: 'stop' })]),
    ],
    ['no reason but [DONE]', raw([chunk({ content: 'お荷物は到着済み' }), 'data: [DONE]\n\n'])],
    [
      'null and missing content',
      raw([
        chunk({ role: 'assistant', content: null }),
        chunk({}),
        chunk({ content: 'お荷物は到着済み' }),
        chunk({}, { finish_reason: 'stop' }),
      ]),
    ],
    [
      'content in parts',
      raw([
        chunk({ content: [{ type: 'text', text: 'お荷物は到着済み' }] }),
        chunk({}, { finish_reason: 'stop' }),
      ]),
    ],
    [
      'no blank line at the end',
      raw([chunk({ content: 'お荷物は到着済み' }), chunk({}, { finish_reason: 'stop' }).trimEnd()]),
    ],
    [
      'no streaming at all',
      raw(
        [
          JSON.stringify({
            id: 'x',
            choices: [{ message: { content: 'お荷物は到着済み' }, finish_reason: 'stop' }],
          }),
        ],
        'end',
        'application/json',
      ),
    ],
    [
      'characters cut in the middle',
      (response) => {
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        // Each byte of the stream in a write of its own.
        for (const byte of whole) response.write(Buffer.of(byte));
        response.end();
      },
    ],
  ] satisfies [string, Play][])('is read from a server with %s', async (_, play) => {
    const { model } = await aModel(play);
    expect((await model.invoke(QUESTION)).text).toBe('お荷物は到着済み');
  });

  test.each([
    [
      'in pieces',
      [
        call({ index: 0, id: 'a', function: { name: 'get_order', arguments: '' } }),
        call({ index: 0, function: { arguments: '{"orderNumber":' } }),
        call({ index: 0, function: { arguments: '"DM-1"}' } }),
      ],
    ],
    [
      'in one piece',
      [
        call({
          index: 0,
          id: 'a',
          function: { name: 'get_order', arguments: '{"orderNumber":"DM-1"}' },
        }),
      ],
    ],
    [
      'without an index',
      [
        call({ id: 'a', function: { name: 'get_order', arguments: '{"orderNumber":' } }),
        call({ function: { arguments: '"DM-1"}' } }),
      ],
    ],
    [
      'without an id',
      [call({ index: 0, function: { name: 'get_order', arguments: '{"orderNumber":"DM-1"}' } })],
    ],
    [
      'with id and name repeated',
      [
        call({ index: 0, id: 'a', function: { name: 'get_order', arguments: '{"orderNumber":' } }),
        call({ index: 0, id: 'a', function: { name: 'get_order', arguments: '"DM-1"}' } }),
      ],
    ],
    [
      'with arguments as an object',
      [
        call({
          index: 0,
          id: 'a',
          function: { name: 'get_order', arguments: { orderNumber: 'DM-1' } },
        }),
      ],
    ],
  ])('gives a tool call that comes %s', async (_, pieces) => {
    const { model } = await aModel(raw([...pieces, DONE]));
    const message = await model.bindTools([GET_ORDER]).invoke(QUESTION);
    expect(message.tool_calls).toMatchObject([
      { name: 'get_order', args: { orderNumber: 'DM-1' } },
    ]);
    expect(message.tool_calls?.[0]?.id).toBeTruthy();
  });

  test.each([
    ['with their own indexes', [0, 1]],
    ['that all claim index 0', [0, 0]],
    ['without any index', [undefined, undefined]],
  ])('keeps parallel tool calls apart %s', async (_, [first, second]) => {
    const { model } = await aModel(
      raw([
        call({
          index: first,
          id: 'a',
          function: { name: 'get_order', arguments: '{"orderNumber":"DM-1"}' },
        }),
        call({
          index: second,
          id: 'b',
          function: { name: 'get_order', arguments: '{"orderNumber":"DM-2"}' },
        }),
        DONE,
      ]),
    );
    const stream = await model.open(QUESTION, {});
    while (await stream.next()) {}
    expect(stream.outcome().calls).toEqual([
      { id: 'a', name: 'get_order', arguments: '{"orderNumber":"DM-1"}' },
      { id: 'b', name: 'get_order', arguments: '{"orderNumber":"DM-2"}' },
    ]);
  });
});

describe('the LangChain contract', () => {
  test('streams chunks that add up to the message, tool calls included', async () => {
    const { model } = await aModel(
      raw([
        chunk({ content: 'Let me look. ' }),
        call({
          index: 0,
          id: 'a',
          function: { name: 'get_order', arguments: '{"orderNumber":"DM-1"}' },
        }),
        DONE,
      ]),
    );
    let whole: AIMessageChunk | undefined;
    for await (const piece of await model.bindTools([GET_ORDER]).stream(QUESTION))
      whole = whole === undefined ? piece : whole.concat(piece);
    expect(whole).toBeInstanceOf(AIMessageChunk);
    expect(whole?.text).toBe('Let me look. ');
    expect(whole?.tool_calls).toMatchObject([
      { id: 'a', name: 'get_order', args: { orderNumber: 'DM-1' } },
    ]);
  });

  test('tells callbacks of the start, each piece and the end', async () => {
    const { model } = await aModel(answer('All is well.'));
    const told: string[] = [];
    const handler = {
      handleChatModelStart: () => void told.push('start'),
      handleLLMNewToken: (text: string) => void told.push(text),
      handleLLMEnd: (output: { generations: { text: string }[][] }) =>
        void told.push(`end: ${output.generations[0]?.[0]?.text}`),
    };
    for await (const _ of await model.stream(QUESTION, { callbacks: [handler] })) {
    }
    expect(told[0]).toBe('start');
    expect(told.slice(1, -1).join('')).toBe('All is well.');
    expect(told.at(-1)).toBe('end: All is well.');
  });

  test('ends with the caller’s signal', async () => {
    const { server, model } = await aModel(raw([chunk({ content: 'Hm' })], 'open'));
    const stop = new AbortController();
    const reading = (async () => {
      for await (const _ of await model.stream(QUESTION, { signal: stop.signal })) stop.abort();
    })();
    await expect(reading).rejects.toThrow();
    await server.abandoned(0);
  });
});
