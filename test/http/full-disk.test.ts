import { expect, it } from 'vitest';
import { createLogger } from '../../src/lib/logger.ts';
import { problem } from '../../src/protocol/http.ts';
import { createTestDatabase } from '../helpers/database.ts';
import { testApp } from '../helpers/http.ts';
import { aShop } from '../helpers/shop.ts';

/** Lets the database grow by no page more, as a full disk does; `null` makes room again. */
async function setRoom(
  database: Awaited<ReturnType<typeof createTestDatabase>>,
  pages: number | null,
) {
  const { page_count: count } = (await database.get('PRAGMA page_count')) ?? {};
  await database.all(
    `PRAGMA max_page_count = ${pages === null ? 1_000_000 : Number(count) + pages}`,
  );
}

it('says that nothing was stored while the disk is full, and goes on where it was', async () => {
  const database = await createTestDatabase();
  const lines: string[] = [];
  const app = await testApp({
    shop: aShop(),
    inputs: { database, logger: createLogger(Date.now, (line) => lines.push(line)) },
  });
  const conversation = await app.start();
  const path = `/v1/conversations/${conversation.id}/messages`;
  const send = (body: { clientMessageId: string; text: string }) =>
    app.request('POST', path, { token: conversation.secret, body });

  await setRoom(database, 0);
  let refused: { clientMessageId: string; text: string } | null = null;
  let response: Awaited<ReturnType<typeof send>> | null = null;
  // Pages have room of their own left, so that the first messages still fit.
  for (let count = 0; refused === null && count < 60; count += 1) {
    const body = { clientMessageId: crypto.randomUUID(), text: 'x'.repeat(1500) };
    response = await send(body);
    if (response.status !== 202) refused = body;
  }
  if (refused === null || response === null) throw new Error('the disk was never full');
  expect(response.status).toBe(503);
  expect(response.headers.get('retry-after')).toBe('30');
  const told = problem.parse(response.json);
  expect(told.code).toBe('storage_unavailable');
  expect(told.hint).toContain('Nothing was stored');
  expect(lines.join('\n')).toContain('SQLITE_FULL');
  expect(lines.join('\n')).not.toContain('xxxx');

  await setRoom(database, null);
  expect((await send(refused)).status).toBe(202);
  // What was accepted and could not be answered then is answered now.
  await app.services.turns.run(conversation.id);
  expect(await app.services.conversations.unanswered(conversation.id)).toEqual([]);
  const { json } = await app.request(
    'GET',
    `/v1/conversations/${conversation.id}/events?limit=500`,
    {
      token: conversation.secret,
    },
  );
  const texts = JSON.stringify(json).split(refused.clientMessageId).length - 1;
  expect(texts).toBe(1);
});
