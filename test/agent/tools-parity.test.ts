import { HumanMessage } from '@langchain/core/messages';
import { createAgent } from 'langchain';
import { afterEach, expect, test } from 'vitest';
import { OpenAIChatModel } from '../../src/agent/models/openai-model.ts';
import { langChainTools } from '../../src/agent/tools/langchain-tools.ts';
import { say, startConversation, testServices } from '../helpers/services.ts';
import { anOrder, aPayment, aShipment } from '../helpers/shop.ts';
import { answer, chunk, type Play, raw, startSseServer } from '../helpers/sse-server.ts';

const cleanUps: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0)) await cleanUp();
});

const QUESTION = 'Where is my order DM-20001, and was it paid?';
const CALLS = [
  { name: 'get_order', args: { orderNumber: 'DM-20001' } },
  { name: 'get_payment_status', args: { orderNumber: 'DM-20001' } },
  { name: 'track_shipment', args: { orderNumber: 'DM-20001' } },
  { name: 'search_products', args: { query: 'kettle' } },
  { name: 'search_help', args: { query: 'return' } },
  { name: 'find_orders', args: {} },
];

const callOf = ({ name, args }: (typeof CALLS)[number], index: number): Play =>
  raw([
    chunk({
      tool_calls: [
        { index: 0, id: `call_${index}`, function: { name, arguments: JSON.stringify(args) } },
      ],
    }),
    chunk({}, { finish_reason: 'tool_calls' }),
  ]);

/** A shop, and our model on a provider that calls every reading tool in turn. */
async function aShopAndModel() {
  const server = await startSseServer([...CALLS.map(callOf), answer('It is on its way.')]);
  cleanUps.push(() => server.close());
  const model = new OpenAIChatModel({ model: 'test', apiKey: 'test', baseUrl: server.url });
  const services = await testServices({
    shop: { orders: [anOrder()], payments: [aPayment()], shipments: [aShipment()] },
    environment: { DRAGOMAN_TURN_STEPS: '12' },
    inputs: { models: [{ name: 'openai:test', model }] },
  });
  const conversationId = await startConversation(services, { verifiedCustomerId: 'cus_1' });
  return { server, model, services, conversationId };
}

/** What the provider was told of each call: its result, as the last message of the next request. */
const resultsSeen = (requests: readonly { body: Record<string, unknown> }[]) =>
  requests.slice(1).map(({ body }) => {
    const last = Array.isArray(body.messages) ? body.messages.at(-1) : undefined;
    return { id: last?.tool_call_id, result: JSON.parse(String(last?.content)) };
  });

test('stock createAgent offers the same tools and reads the same results as our own turn', async () => {
  const ours = await aShopAndModel();
  const { reply } = await say(ours.services, ours.conversationId, QUESTION);
  expect(reply).toBe('It is on its way.');

  const stock = await aShopAndModel();
  const conversation = await stock.services.conversations.find(stock.conversationId);
  if (conversation === undefined) throw new Error('the conversation is gone');
  const tools = langChainTools(stock.services.toolbox, stock.services.prompts.current(), {
    conversationId: stock.conversationId,
    identity: conversation.identity,
    locale: 'en',
    timeZone: 'UTC',
    shopperTexts: [QUESTION],
    network: undefined,
  });
  const agent = createAgent({ model: stock.model, tools });
  const { messages } = await agent.invoke({ messages: [new HumanMessage(QUESTION)] });
  expect(messages.at(-1)?.text).toBe('It is on its way.');

  const namesOf = (body: Record<string, unknown> | undefined) =>
    Array.isArray(body?.tools) ? body.tools.map((tool) => tool.function.name) : [];
  expect(namesOf(stock.server.requests[0]?.body)).toEqual(namesOf(ours.server.requests[0]?.body));
  expect(resultsSeen(stock.server.requests)).toEqual(resultsSeen(ours.server.requests));
  expect(resultsSeen(ours.server.requests)).toHaveLength(CALLS.length);
  expect(resultsSeen(ours.server.requests)[0]?.result).toMatchObject({
    ok: true,
    order: { orderNumber: 'DM-20001' },
  });
});
