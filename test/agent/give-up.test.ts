import { expect, it } from 'vitest';
import { startConversation, testServices } from '../helpers/services.ts';

it('calls a person when the turns of a conversation keep failing', async () => {
  const services = await testServices({ shop: {} });
  const conversationId = await startConversation(services);
  await services.conversations.acceptMessage(conversationId, {
    clientMessageId: 'a',
    text: 'Hello?',
  });
  services.shop.store = () => Promise.reject(new Error('broken'));
  for (let attempt = 0; attempt < 3; attempt += 1) {
    expect((await services.conversations.unanswered(conversationId)).length).toBe(1);
    services.turns.schedule(conversationId);
    // Nothing here waits on time: the failure settles with the promises under way.
    for (let round = 0; round < 200; round += 1) await Promise.resolve();
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(await services.conversations.unanswered(conversationId)).toEqual([]);
  const events = (await services.log.read(conversationId)).map(({ event }) => event);
  expect(events.find(({ type }) => type === 'handoff-opened')).toMatchObject({
    reason: 'turn_failed',
  });
  expect(events.findLast((event) => event.type === 'message-end')).toMatchObject({
    author: 'assistant',
  });
});
