import { expect, it } from 'vitest';
import { startConversation, testServices } from '../helpers/services.ts';

it('calls a person when the turns of a conversation keep failing', async () => {
  const { services, conversationId, events } = await failing('Hello?');
  expect(await services.conversations.unanswered(conversationId)).toEqual([]);
  expect(events.find(({ type }) => type === 'handoff-opened')).toMatchObject({
    reason: 'turn_failed',
  });
  expect(events.findLast((event) => event.type === 'message-end')).toMatchObject({
    author: 'assistant',
  });
});

it.each([
  ['我的訂單到哪裡了？', {}, /轉給同事/u],
  ['DM-20001', { localeHint: 'zh-TW' }, /轉給同事/u],
  ['DM-20001', { localeHint: 'de' }, /verbinde Sie/u],
])('says so to %s with the browser %j in their words', async (text, options, words) => {
  const { events } = await failing(text, options);
  expect(events.findLast((event) => event.type === 'message-end')).toMatchObject({
    text: expect.stringMatching(words),
  });
});

async function failing(text: string, options: { localeHint?: string } = {}) {
  const services = await testServices({
    shop: {},
    environment: { DRAGOMAN_LOCALES: 'zh,en,de' },
  });
  const conversationId = await startConversation(services, options);
  await services.conversations.acceptMessage(conversationId, { clientMessageId: 'a', text });
  services.shop.store = () => Promise.reject(new Error('broken'));
  for (let attempt = 0; attempt < 3; attempt += 1) {
    expect((await services.conversations.unanswered(conversationId)).length).toBe(1);
    services.turns.schedule(conversationId);
    // Nothing here waits on time: the failure settles with the promises under way.
    for (let round = 0; round < 200; round += 1) await Promise.resolve();
    await new Promise((resolve) => setImmediate(resolve));
  }
  const events = (await services.log.read(conversationId)).map(({ event }) => event);
  return { services, conversationId, events };
}
