import { expect, it } from 'vitest';
import { CodeOutbox } from '../../src/connectors/code-outbox.ts';
import { createTestDatabase } from '../helpers/database.ts';

it('shows sent codes newest first and forgets them after an hour', async () => {
  let time = Date.parse('2026-03-20T12:00:00Z');
  let count = 0;
  const outbox = new CodeOutbox({
    database: await createTestDatabase(),
    now: () => time,
    makeId: (prefix) => {
      count += 1;
      return `${prefix}_${count}`;
    },
  });
  const mail = {
    email: 'maria.santos@example.com',
    locale: 'de',
    code: '123456',
    conversationId: 'cnv_1',
  };

  await outbox.send(mail);
  time += 60_000;
  await outbox.send({ ...mail, code: '654321', conversationId: 'cnv_2', locale: null });
  expect((await outbox.listOutbox()).map(({ code }) => code)).toEqual(['654321', '123456']);
  expect(await outbox.listOutbox({ conversationId: 'cnv_1' })).toEqual([
    { ...mail, id: 'out_1', sentAt: '2026-03-20T12:00:00.000Z' },
  ]);

  time += 60 * 60_000;
  await outbox.send({ ...mail, code: '111111' });
  expect((await outbox.listOutbox()).map(({ code }) => code)).toEqual(['111111', '654321']);
});
