import { expect, test } from 'vitest';
import { eventPage } from '../../src/protocol/http.ts';
import { testApp } from '../helpers/http.ts';

test('a rating is kept as an event about what was settled, and can be changed for a day', async () => {
  const app = await testApp();
  const conversation = await app.start();
  await app.say(conversation, 'I want to talk to a person');
  const { services } = app;
  const { staff } = await services.staff.add({ name: 'Mia', role: 'agent' });
  const handoff = await services.handoffs.current(conversation.id);
  await services.handoffs.claim(handoff?.id ?? '', staff);
  await services.handoffs.close(handoff?.id ?? '', staff, 'answered');
  const rate = (body: unknown, token = conversation.secret) =>
    app.request('PUT', `/v1/conversations/${conversation.id}/rating`, { token, body });
  expect((await rate({ score: 6 })).status).toBe(400);
  expect((await rate({ score: 4 }, 'cvs_wrong')).status).toBe(404);
  expect((await rate({ score: 2, comment: 'my card 4111 1111 1111 1111 was kept' })).status).toBe(
    200,
  );
  expect((await rate({ score: 5 })).json).toEqual({ score: 5 });
  const read = await app.request('GET', `/v1/conversations/${conversation.id}/events?limit=500`, {
    token: conversation.secret,
  });
  const { events } = eventPage.parse(read.json);
  const ratings = events.flatMap(({ event }) => (event.type === 'rating' ? [event] : []));
  expect(ratings.map(({ score, handoffId }) => [score, handoffId])).toEqual([
    [2, handoff?.id],
    [5, handoff?.id],
  ]);
  expect(read.text).not.toContain('4111 1111');
  // Why it was closed is for staff.
  expect(read.text).not.toContain('"resolution"');
  await services.time.advance(25 * 3_600_000);
  expect((await rate({ score: 1 })).json).toMatchObject({ code: 'rating_final' });
});
